"""holds.py - what must hold of output and of the job's folder, behind each of the crashes."""
import collections
import os
import re

from place import Failure

JOB_FOLDER = ".weir/job"
PART_EPOCH = re.compile(r"^\.?part-.+-[0-9a-f]{8}-(\d+)-(\d+)-(\d+)(?:\.\d+\.pending)?$")


def visible(folder):
    """Committed files below an output folder: relative path -> bytes. Readers leave out . and _ names."""
    found = {}
    for head, folders, names in os.walk(folder):
        folders[:] = [f for f in folders if f[0] not in "._"]
        for name in names:
            if name[0] not in "._":
                path = os.path.join(head, name)
                with open(path, "rb") as file:
                    found[os.path.relpath(path, folder)] = file.read()
    return found


def rows_of(files):
    """Multiset of lines, each with the partition it lies in."""
    rows = collections.Counter()
    for path, data in files.items():
        partition = os.path.dirname(path).encode()
        for line in data.splitlines():
            rows[partition + b"\t" + line] += 1
    return rows


def output_of(job, root):
    return {name: rows_of(visible(os.path.join(root, name))) for name in job.outputs}


def compare(job, expected, root, partial=False):
    """Raises when output is lost or doubled; partial: when more is there than may be."""
    for name in job.outputs:
        found = rows_of(visible(os.path.join(root, name)))
        more = found - expected[name]
        less = expected[name] - found
        if more or (less and not partial):
            sample = [line.decode("utf-8", "replace").strip() for line in list((more or less).elements())[:3]]
            raise Failure(f"output '{name}': {sum(more.values())} rows too many or wrong, {sum(less.values())} missing; "
                          f"for example {sample}")


def check_end(job, expected, root, said=""):
    """I1, I6, I7: behind a recovery that has ended well."""
    compare(job, expected, root)
    for name in job.outputs:
        for head, folders, names in os.walk(os.path.join(root, name)):
            hidden = [n for n in names + folders if n[0] in "._"]
            if hidden:
                raise Failure(f"left over in {os.path.relpath(head, root)}: {hidden}")
    folder = os.path.join(root, JOB_FOLDER)
    names = os.listdir(folder)
    temporary = [n for n in names if ".tmp" in n]
    if temporary:
        raise Failure(f"left over in the job's folder: {temporary}")
    manifests = [n for n in names if n.startswith("MANIFEST-")]
    if not 1 <= len(manifests) <= 3:
        raise Failure(f"{len(manifests)} checkpoints are left: {sorted(manifests)}")
    if "damaged" in said:
        raise Failure(f"a crash alone must not damage a checkpoint: {said}")


def manifest_ids(names):
    return {int(n[9:]) for n in names if re.fullmatch(r"MANIFEST-\d+", n)}


def epochs_of(names):
    return {int(m.group(2)) for m in map(PART_EPOCH.match, map(os.path.basename, names)) if m}


def used_ids(ops):
    """Checkpoint ids that the operations have put into names."""
    used = set()
    for op in ops:
        if op.kind != "creat":
            continue
        name = os.path.basename(op.path)
        match = re.match(r"(?:MANIFEST|state)-(\d+)", name)
        if match:
            used.add(int(match.group(1)))
        used |= epochs_of([name]) if name[0] == "." else set()
    return used


def check_image(job, image, final):
    """I2: what a reader sees in an image is whole files only, as they were meant to be."""
    for path, data in image.items():
        name = os.path.basename(path)
        if data is None or not any(path.startswith(out + "/") for out in job.outputs) or name[0] in "._":
            continue
        if path not in final:
            raise Failure(f"{path} is visible, but it is not part of the output")
        if data != final[path]:
            raise Failure(f"{path} is visible with {len(data)} of {len(final[path])} bytes")


def check_ids(job, done, image, root):
    """Ids that were used for a checkpoint that did not come about are never used again."""
    in_folder = [os.path.basename(p) for p in image if p.startswith(JOB_FOLDER + "/")]
    shown = [p for p in image if any(p.startswith(out + "/") for out in job.outputs) and os.path.basename(p)[0] not in "._"]
    lost = used_ids(done) - manifest_ids(in_folder) - epochs_of(shown)
    kept = manifest_ids(in_folder)
    if kept:
        lost = {i for i in lost if i > max(kept)}
    again = manifest_ids(os.listdir(os.path.join(root, JOB_FOLDER)))
    for out in job.outputs:
        again |= epochs_of(visible(os.path.join(root, out)))
    if lost & again:
        raise Failure(f"checkpoint ids {sorted(lost & again)} were used before the crash and are used again")
