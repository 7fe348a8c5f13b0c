"""cases.py - the ways of failing, each for several small jobs (jobs.py). run.py says what they are."""
import collections
import json
import os
import random
import re
import signal
import time

import jobs
import model
import scenes
from holds import JOB_FOLDER, check_end, check_ids, check_image, compare, output_of, visible
from place import Failure

ERRORS = ("EIO", "ENOSPC", "EINTR", "EDQUOT")


class Case:
    """Schedules of one kind for one job. Subclasses yield (text, function that raises Failure)."""
    quick_step = 1   # of how many schedules the quick run takes one
    full_step = 1

    def __init__(self, job, kind):
        self.job, self.kind = job, kind
        self.name = f"{job.name}/{kind}" if job else kind

    def schedules(self, place):
        raise NotImplementedError


def expected_of(job, place):
    """Output of a run without faults, checked against what Python computed, where it did."""
    place.begin(job)
    status, said = place.run(job.arguments)
    if status != 0:
        raise Failure(f"the run without faults ends with {status}: {said}")
    expected = output_of(job, place.root)
    for name, lines in (job.expected or {}).items():
        found = []
        for line, count in expected[name].items():
            found += [json.loads(line.split(b"\t", 1)[1])] * count
        found = collections.Counter(json.dumps(row, sort_keys=True) for row in found)
        right = collections.Counter(json.dumps(row, sort_keys=True) for row in lines)
        if found != right:
            raise Failure(f"wrong without any fault: {name} has {list(found - right)[:3]}, and lacks {list(right - found)[:3]}")
    check_end(job, expected, place.root, said)
    return expected


def output_files(job, place):
    """Path from the job's folder -> bytes of every committed file that is there now."""
    return {os.path.join(out, path): data for out in job.outputs for path, data in visible(os.path.join(place.root, out)).items()}


def recording(job, place):
    place.begin(job)
    ops = place.record(job)
    return ops, output_files(job, place)


def killed_behind(job, ops, count):
    """The disk of a run that was killed behind so many of its operations."""
    disk = model.Disk(job.initial)
    for op in ops[:count]:
        disk.apply(op)
    return disk


def start_again(job, place, expected, behind):
    """The next start ends well, and everything is there once."""
    status, said = place.run(job.rerun_arguments)
    if status != 0:
        raise Failure(f"the start after {behind} ends with {status}: {said}")
    check_end(job, expected, place.root, said)


def recover(job, place, expected, image, done, final=None):
    if final is not None:
        check_image(job, image, final)
    place.put(image)
    start_again(job, place, expected, "the crash")
    if done is not None:
        check_ids(job, done, image, place.root)


class Images(Case):
    def __init__(self, job, policy):
        super().__init__(job, f"images-{policy}")
        self.policy = policy

    def schedules(self, place):
        expected = expected_of(self.job, place)
        ops, final = recording(self.job, place)
        for count, policy, image in model.all_images(ops, self.job.initial, (self.policy,)):
            def one(image=image, count=count):
                try:
                    recover(self.job, place, expected, image, ops[:count], final)
                except Failure as failure:
                    raise Failure(f"{failure} [image kept: {place.keep(image)}]") from None
            last = ops[count - 1] if count else "nothing"
            yield f"{policy} behind operation {count} of {len(ops)} ({last})", one


class Kill(Case):
    def __init__(self, job):
        super().__init__(job, "kill")

    def schedules(self, place):
        expected = expected_of(self.job, place)
        ops = len(recording(self.job, place)[0])
        for n in range(1, ops + 1):
            def one(n=n):
                place.begin(self.job)
                status, said = place.run(self.job.arguments, f"kill@{n}")
                if status not in (-signal.SIGKILL, 0):  # 0: this run made fewer operations
                    raise Failure(f"was to be killed, but ends with {status}: {said}")
                compare(self.job, expected, place.root, partial=True)
                start_again(self.job, place, expected, "the kill")
            yield f"killed at operation {n} of {ops}", one


class Shim(Case):
    def __init__(self, job):
        super().__init__(job, "shim")

    def schedules(self, place):
        expected = expected_of(self.job, place)
        count_file = place.path("count")

        def count(spec, environment):
            place.begin(self.job)
            status, said = place.run(self.job.arguments, spec, environment)
            if status != 0:
                raise Failure(f"ends with {status}: {said}")
            with open(count_file, encoding="ascii") as file:
                return int(file.read())
        preload = {"LD_PRELOAD": place.shim}
        outside = count(None, {**preload, "SHIM_COUNT": count_file})

        def same():
            inside = count(f"count={count_file}", {})
            if inside != outside:
                raise Failure(f"Weir's own table counts {inside} durable operations, libc sees {outside}")
        if self.job.name in ("tiny", "small"):  # with one worker the number does not vary
            yield "counts inside and outside are equal", same
        for n in range(1, outside + 1):
            def one(n=n):
                place.begin(self.job)
                status, said = place.run(self.job.arguments, None, {**preload, "SHIM_KILL": str(n)})
                if status not in (-signal.SIGKILL, 0):
                    raise Failure(f"was to be killed, but ends with {status}: {said}")
                start_again(self.job, place, expected, "the kill")
            yield f"killed at libc call {n} of {outside}", one


class Memory(Case):
    """The n-th allocation fails, and every one behind it: a clean end, and the next start has everything."""

    def __init__(self, job):
        super().__init__(job, "memory")

    def schedules(self, place):
        expected = expected_of(self.job, place)
        count_file = place.path("count")
        place.begin(self.job)
        place.run(self.job.arguments, None, {"LD_PRELOAD": place.shim, "SHIM_MALLOCS": count_file})
        with open(count_file, encoding="ascii") as file:
            count = int(file.read())
        for n in range(1, count + 1):
            def one(n=n):
                place.begin(self.job)
                status, said = place.run(self.job.arguments, None, {"LD_PRELOAD": place.shim, "SHIM_MALLOC": str(n)})
                if status not in (0, 1):
                    raise Failure(f"ends with {status}: {said}")
                if status == 1 and "memory" not in said.lower():
                    raise Failure(f"does not say that memory is spent: {said!r}")
                compare(self.job, expected, place.root, partial=status == 1)
                start_again(self.job, place, expected, "it")
            yield f"allocation {n} of {count} fails, and all behind it", one


class Fault(Case):
    """what: text with {n}, for WEIR_TEST_IO."""

    def __init__(self, job, name, what):
        super().__init__(job, f"error-{name}")
        self.what = what

    def schedules(self, place):
        expected = expected_of(self.job, place)
        ops = len(recording(self.job, place)[0])
        for n in range(1, ops + 1):
            spec = self.what.format(n=n)

            def one(spec=spec):
                place.begin(self.job)
                status, said = place.run(self.job.arguments, spec)
                if status not in (0, 1):
                    raise Failure(f"ends with {status}: {said}")
                if status == 1 and not said.strip():
                    raise Failure("fails without a word")
                compare(self.job, expected, place.root, partial=status == 1)
                start_again(self.job, place, expected, "the fault")
            yield spec, one


class FaultInRecovery(Case):
    """The job was killed at one of a few telling places; an operation of the next start fails; the third must be right."""

    def schedules(self, place):
        expected = expected_of(self.job, place)
        ops, _ = recording(self.job, place)
        decisions = [i for i, op in enumerate(ops, 1) if op.kind == "renamex" and "MANIFEST-" in op.other]
        middle = decisions[len(decisions) // 2]
        for count in (decisions[0], middle - 4, middle, middle + 2, middle + 4, len(ops) - 2):
            image = next(killed_behind(self.job, ops, count).images("kill"))
            place.put(image)
            again = len(place.record(self.job, self.job.rerun_arguments))
            for n in range(1, again + 1):
                for what in ("EIO", "ENOSPC"):
                    def one(image=image, spec=f"fail@{n}:{what}"):
                        place.put(image)
                        status, said = place.run(self.job.rerun_arguments, spec)
                        if status not in (0, 1):
                            raise Failure(f"ends with {status}: {said}")
                        compare(self.job, expected, place.root, partial=status == 1)
                        start_again(self.job, place, expected, "it")
                    yield f"killed behind operation {count} of {len(ops)}, then fail@{n}:{what} of {again}", one


class Double(Case):
    """Behind a crash, the recovery crashes too: all images of both under the given policies."""

    def __init__(self, job, policies, name="double"):
        super().__init__(job, name)
        self.policies = policies

    def schedules(self, place):
        expected = expected_of(self.job, place)
        ops, final = recording(self.job, place)
        for count, policy, image in model.all_images(ops, self.job.initial, self.policies):
            def one(image=image, count=count):
                place.put(image)
                again = place.record(self.job, self.job.rerun_arguments)
                number = 0
                seen_final = output_files(self.job, place)
                for count2, policy2, image2 in model.all_images(again, image, self.policies):
                    number += 1
                    try:
                        recover(self.job, place, expected, image2, ops[:count] + again[:count2], seen_final)
                    except Failure as failure:
                        raise Failure(f"and then {policy2} behind operation {count2} of {len(again)} of the recovery: "
                                      f"{failure} [image kept: {place.keep(image2)}]") from None
                return number
            yield f"{policy} behind operation {count} of {len(ops)}", one


class Triple(Case):
    """A crash in the run, one in the recovery, one in the recovery after it: a seeded sample of the second and third."""
    SAMPLE = 8

    def sample(self, rng, ops, image):
        """Some images of these operations; half of them of the first third, where a recovery decides and commits."""
        images = list(model.all_images(ops, image, model.POLICIES))
        early = [one for one in images if one[0] <= len(ops) // 3]
        chosen = rng.sample(early, min(len(early), self.SAMPLE // 2))
        return chosen + rng.sample(images, min(len(images), self.SAMPLE - len(chosen)))

    def schedules(self, place):
        expected = expected_of(self.job, place)
        ops, _ = recording(self.job, place)
        for count, policy, image in model.all_images(ops, self.job.initial, model.POLICIES):
            def one(image=image, count=count, policy=policy):
                rng = random.Random(f"triple {count} {policy} {len(image)}")
                place.put(image)
                second = place.record(self.job, self.job.rerun_arguments)
                tried = 0
                for count2, policy2, image2 in self.sample(rng, second, image):
                    place.put(image2)
                    third = place.record(self.job, self.job.rerun_arguments)
                    final = output_files(self.job, place)
                    for count3, policy3, image3 in self.sample(rng, third, image2):
                        tried += 1
                        try:
                            recover(self.job, place, expected, image3, ops[:count] + second[:count2] + third[:count3], final)
                        except Failure as failure:
                            raise Failure(f"then {policy2} behind operation {count2} of {len(second)} of the recovery, then {policy3} behind "
                                          f"operation {count3} of {len(third)} of the next: {failure} [image kept: {place.keep(image3)}]") from None
                return tried
            yield f"{policy} behind operation {count} of {len(ops)}", one


class KillThenPower(Case):
    """The process is killed, and the power goes during the next start: what the kill left unsynced is still unsynced."""

    def schedules(self, place):
        expected = expected_of(self.job, place)
        ops, _ = recording(self.job, place)
        for count in range(1, len(ops)):
            def one(count=count):
                disk = killed_behind(self.job, ops, count)
                place.put(next(disk.images("kill")))
                again = place.record(self.job, self.job.rerun_arguments)
                tried, seen = 0, set()
                for number, op in enumerate(again, 1):
                    disk.apply(op)
                    for policy in ("strict", "dirop-reordered", "meta-early"):
                        for image in disk.images(policy):
                            key = model.image_key(image)
                            if key in seen:
                                continue
                            seen.add(key)
                            tried += 1
                            try:
                                recover(self.job, place, expected, image, None)
                            except Failure as failure:
                                raise Failure(f"and then {policy} behind operation {number} of {len(again)} of the next start "
                                              f"({op!r}): {failure} [image kept: {place.keep(image)}]") from None
                return tried
            yield f"killed behind operation {count} of {len(ops)} ({ops[count - 1]!r})", one


class Storm(Case):
    """An operation fails, and whatever the program makes of that, the power goes later."""
    IMAGES_STEP = 16

    def schedules(self, place):
        expected = expected_of(self.job, place)
        ops = len(recording(self.job, place)[0])
        for n in range(1, ops + 1):
            def one(n=n):
                record = place.path("record")
                if os.path.exists(record):
                    os.unlink(record)
                place.begin(self.job)
                status, said = place.run(self.job.arguments, f"record={record},fail@{n}:EIO")
                if status not in (0, 1):
                    raise Failure(f"ends with {status}: {said}")
                with open(record, "rb") as file:
                    done = model.parse_record(file.read(), place.root)
                tried = 0
                images = model.all_images(done, self.job.initial, ("kill", "strict", "dirop-reordered"))
                for index, (count, policy, image) in enumerate(images):
                    # around the fault everything, later a sample
                    if count < n - 1 or (count > n + 12 and (index + n) % self.IMAGES_STEP):
                        continue
                    tried += 1
                    try:
                        recover(self.job, place, expected, image, None)
                    except Failure as failure:
                        raise Failure(f"and then {policy} behind operation {count} of {len(done)}: {failure} "
                                      f"[image kept: {place.keep(image)}]") from None
                return tried
            yield f"operation {n} fails", one


class Lint(Case):
    def __init__(self, job):
        super().__init__(job, "lint")

    def schedules(self, place):
        def check(ops, found=()):
            findings = model.lint(ops, found)
            if findings:
                raise Failure("; ".join(findings[:3]))

        def first():
            place.begin(self.job)
            check(place.record(self.job))
        yield "a whole run", first
        ops, _ = recording(self.job, place)
        images = [image for _, _, image in model.all_images(ops, self.job.initial, ("kill",))]
        for index, image in enumerate(images):
            def one(image=image):
                place.put(image)
                found = [path for path in image if re.search(r"/MANIFEST-\d+$", path)]
                check(place.record(self.job, self.job.rerun_arguments), found)
            yield f"the start behind operation {index}", one


class Signals(Case):
    """The job is paced, so that there is a middle."""
    COUNT = 50

    def __init__(self, job):
        super().__init__(job, "signal")

    def schedules(self, place):
        expected = expected_of(self.job, place)
        chance = random.Random(20240501)
        kinds = (signal.SIGTERM, signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGABRT, signal.SIGSEGV)
        for index in range(self.COUNT):
            def one(number=kinds[index % len(kinds)], wait=chance.uniform(0.002, 0.16)):
                place.begin(self.job)
                pace = ["-D", "weir.source.rows-per-second=500"]
                process = place.start(pace + self.job.arguments)
                time.sleep(wait)
                process.send_signal(number)
                status, said = place.wait(process)
                dies = number in (signal.SIGABRT, signal.SIGSEGV)
                # very early there are no handlers yet
                if status not in ((0, -number) if dies or not os.path.exists(os.path.join(place.root, JOB_FOLDER))
                                  else (0,)):
                    raise Failure(f"ends with {status}: {said}")
                compare(self.job, expected, place.root, partial=True)
                start_again(self.job, place, expected, "the signal")
            yield f"signal {kinds[index % len(kinds)]}, number {index}", one


class Flip(Case):
    """One changed byte in the folder of a job that was killed in the middle: the right output, or a clear stop."""

    def __init__(self, job):
        super().__init__(job, "flip")

    def schedules(self, place):
        expected = expected_of(self.job, place)
        ops, _ = recording(self.job, place)
        points = [i for i, op in enumerate(ops, 1) if op.kind == "renamex" and "MANIFEST" in op.other]
        middle = points[len(points) // 2]
        for where, count in (("before its commit", middle + 1), ("behind its commit", points[len(points) // 2 + 1] - 4)):
            image = next(killed_behind(self.job, ops, count).images("kill"))
            for path in sorted(image):
                data = image[path]
                if data is None or not path.startswith(JOB_FOLDER + "/") or path.endswith("/lock"):
                    continue
                for at in range(len(data)):
                    changed = data[:at] + bytes([data[at] ^ (1 << at % 8)]) + data[at + 1:]

                    def one(image={**image, path: changed}):
                        place.put(image)
                        before = output_of(self.job, place.root)
                        status, said = place.run(self.job.rerun_arguments)
                        if status == 0:
                            compare(self.job, expected, place.root)
                            return
                        if status not in (1, 3) or not said.strip():
                            raise Failure(f"ends with {status}: {said}")
                        if output_of(self.job, place.root) != before:
                            raise Failure(f"stops with {status}, but has changed the output: {said}")
                    yield f"{path} byte {at}, killed {where} (operation {count})", one


class Scene(Case):
    def __init__(self, name, function):
        super().__init__(None, f"scene/{name}")
        self.function = function

    def schedules(self, place):
        yield self.name, lambda: self.function(place, Failure)


def steps(case, quick, full=1):
    case.quick_step, case.full_step = quick, full
    return case


def all_cases():
    tiny, small, two_sinks, partitioned = jobs.tiny(), jobs.small(), jobs.two_sinks(), jobs.partitioned()
    hop, parallel = jobs.hop_late_errors(), jobs.parallel()
    others = [two_sinks, partitioned, hop, parallel, jobs.filtered(), jobs.two_files(), jobs.empty(),
              jobs.union(), jobs.sequence()]
    long = jobs.long()  # slower by far
    cases = []
    for policy in model.POLICIES:
        cases.append(steps(Images(small, policy), 1 if policy == "strict" else 2))
    for job in others:
        cases += [steps(Images(job, policy), 8) for policy in model.POLICIES]
    for job in [small, *others]:
        cases.append(steps(Kill(job), 1 if job is small else 4))
        cases.append(steps(Shim(job), 2 if job is small else 8))
    cases += [steps(Images(long, policy), 80, 8) for policy in model.POLICIES]
    cases += [steps(Kill(long), 20, 2), Lint(long)]
    for first, second in ((1, 2), (2, 1), (2, 8), (8, 3)):
        cases.append(steps(Kill(jobs.rescaled(first, second)), 6))
    for job in [small, two_sinks, partitioned, hop]:
        quick = 3 if job is small else 12
        for name in ERRORS:
            cases.append(steps(Fault(job, name, "fail@{n}:" + name), quick))
        cases.append(steps(Fault(job, "short", "short@{n}"), quick))
        cases.append(steps(Fault(job, "sync", "sync@{n}"), quick))
        cases.append(steps(Fault(job, "dead-disk", "failfrom@{n}:EIO:1000000"), quick))
        cases.append(steps(Fault(job, "full-disk", "failfrom@{n}:ENOSPC:4"), quick))
    cases.append(steps(FaultInRecovery(small, "error-in-recovery"), 10))
    cases.append(steps(FaultInRecovery(two_sinks, "error-in-recovery"), 40, 4))
    cases.append(steps(Double(tiny, ("kill",), "double-kill"), 6))
    cases.append(steps(Double(tiny, model.POLICIES, "double"), 150, 6))
    cases.append(steps(Triple(tiny, "triple"), 250, 24))
    cases.append(steps(Memory(small), 12))
    cases.append(steps(Storm(small, "storm"), 24))
    cases.append(steps(KillThenPower(tiny, "kill-then-power"), 12, 2))
    cases.append(steps(KillThenPower(partitioned, "kill-then-power"), 120, 20))
    cases.append(steps(Storm(partitioned, "storm"), 100, 8))
    cases += [Lint(job) for job in [small, *others]]
    cases.append(steps(Signals(small), 2))
    cases.append(steps(Flip(small), 40))
    cases += [Scene(name, function) for name, function in scenes.SCENES]
    return cases
