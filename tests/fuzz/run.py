#!/usr/bin/env python3
"""run.py - replays the fuzz corpus, and fuzzes on when asked to.

    tests/fuzz/run.py [--build DIR]                      every committed input through its target, in the asan build
    tests/fuzz/run.py --build build/fuzz --seconds 120   then each target so long on new inputs (libFuzzer, preset fuzz)
    ... --target fuzz_json --weir PROGRAM --keep         one target; seeds from a real job; put new inputs into the corpus

The corpus is corpus/<target>.zip, which --keep writes, and what was found once: corpus/<target>/<what it was>.
A new finding is kept as tests/fuzz/found/<target>-...; fix it, then move it there. Ends with "N passed, N failed": one
test per target for the corpus, one more for the fuzzing."""
import argparse
import glob
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
INPUT_SIZE_MAX = 3000  # bytes; larger inputs find little more and make the corpus heavy
ENVIRONMENT = dict(os.environ, ASAN_OPTIONS="allocator_may_return_null=1:detect_leaks=1", UBSAN_OPTIONS="print_stacktrace=1")


def targets():
    return sorted(os.path.splitext(os.path.basename(path))[0] for path in glob.glob(os.path.join(HERE, "fuzz_*.c")))


def unpack(target, directory):
    """Every committed input of the target, as files of the directory; their number."""
    archive = os.path.join(HERE, "corpus", target + ".zip")
    if os.path.exists(archive):
        with zipfile.ZipFile(archive) as file:
            file.extractall(directory)
    for path in glob.glob(os.path.join(HERE, "corpus", target, "*")):
        shutil.copy(path, directory)
    return len(os.listdir(directory))


def pack(target, directory):
    """The same inputs make the same bytes."""
    with zipfile.ZipFile(os.path.join(HERE, "corpus", target + ".zip"), "w", zipfile.ZIP_DEFLATED) as file:
        for path in sorted(glob.glob(os.path.join(directory, "*"))):
            with open(path, "rb") as content:
                file.writestr(zipfile.ZipInfo(os.path.basename(path)[:12]), content.read(), zipfile.ZIP_DEFLATED)


def replay(build, target):
    """None, or what went wrong."""
    program = os.path.join(build, "fuzz", target)
    if not os.path.exists(program):
        return "%s is not there; build it: cmake --build --preset asan" % program
    with tempfile.TemporaryDirectory() as directory:
        if unpack(target, directory) == 0:
            return "no inputs in tests/fuzz/corpus"
        inputs = [os.path.join(directory, name) for name in sorted(os.listdir(directory))]
        done = subprocess.run([program] + inputs, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=ENVIRONMENT, timeout=600)
    return None if done.returncode == 0 else done.stdout.decode(errors="replace")[-3000:]


def fuzz(build, target, seconds, seeds, found, keep):
    program = os.path.join(build, "fuzz", target)
    with tempfile.TemporaryDirectory() as work, tempfile.TemporaryDirectory() as merged:
        unpack(target, work)
        command = [program, "-max_total_time=%d" % seconds, "-max_len=%d" % INPUT_SIZE_MAX, "-timeout=20", "-rss_limit_mb=2048",
                   "-artifact_prefix=%s/%s-" % (found, target), work, os.path.join(seeds, target)]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=ENVIRONMENT)
        output = done.stdout.decode(errors="replace")
        print("\n".join(output.splitlines()[-2:]), flush=True)
        if keep and done.returncode == 0:  # the smallest set that covers the same
            subprocess.run([program, "-merge=1", "-max_len=%d" % INPUT_SIZE_MAX, merged, work, os.path.join(seeds, target)],
                           stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT)
            pack(target, merged)
    return None if done.returncode == 0 else output[-3000:]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--build", default=os.path.join(ROOT, "build", "asan"), help="build directory; build/asan")
    parser.add_argument("--seconds", type=int, default=0, help="how long to fuzz each target; 0: only replay")
    parser.add_argument("--target", action="append", choices=targets(), help="only this one; may be repeated")
    parser.add_argument("--weir", help="program that makes state files and manifests to start from")
    parser.add_argument("--keep", action="store_true", help="merge what covers new code into the corpus")
    options = parser.parse_args()
    build = os.path.abspath(options.build)
    passed = failed = 0
    found = os.path.join(HERE, "found")

    def count(name, problem):
        nonlocal passed, failed
        if problem is None:
            passed += 1
        else:
            failed += 1
            print("FAILED %s\n%s" % (name, problem), flush=True)

    for target in options.target or targets():
        count("%s, corpus" % target, replay(build, target))
    if options.seconds > 0:
        os.makedirs(found, exist_ok=True)
        with tempfile.TemporaryDirectory() as seeds:
            subprocess.run([sys.executable, os.path.join(HERE, "seeds.py"), seeds] + (["--weir", options.weir] if options.weir else []), check=True)
            for target in options.target or targets():
                print("== %s" % target, flush=True)
                count("%s, %d s" % (target, options.seconds), fuzz(build, target, options.seconds, seeds, found, options.keep))
    print("%d passed, %d failed" % (passed, failed))
    return 0 if failed == 0 and passed > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
