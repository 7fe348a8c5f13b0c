"""place.py - a folder in which the program runs, is killed, and runs again."""
import os
import shutil
import subprocess
import tempfile

import model

TIMEOUT = 30


class Failure(Exception):
    """What must hold does not."""


class Place:
    """A folder of one worker in which the program runs, again and again. Always the same path."""

    def __init__(self, options, worker):
        self.weir = options.weir
        self.base = os.path.join(options.base, f"w{worker}")
        self.root = os.path.join(self.base, "job")
        self.shim = options.shim
        self.kept = options.kept
        self.kept_count = 0
        os.makedirs(self.base)

    def clear(self):
        shutil.rmtree(self.root, ignore_errors=True)
        os.mkdir(self.root)

    def begin(self, job):
        self.clear()
        model.build(job.initial, self.root)

    def put(self, image):
        self.clear()
        model.build(image, self.root)

    def path(self, name):
        return os.path.join(self.base, name)

    def start(self, arguments, test_io=None, environment=None, preexec=None):
        env = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8",
               "ASAN_OPTIONS": "handle_segv=0:handle_abort=0"}  # a signal ends it as it ends the release
        if test_io:
            env["WEIR_TEST_IO"] = test_io
        env.update(environment or {})
        return subprocess.Popen([self.weir, "run", "--quiet", *arguments, "job.sql"], cwd=self.root, env=env,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=preexec)

    def run(self, arguments=(), test_io=None, environment=None):
        """(exit status, what it said); a negative status is a signal."""
        process = self.start(arguments, test_io, environment)
        return self.wait(process)

    @staticmethod
    def wait(process):
        try:
            out, said = process.communicate(timeout=TIMEOUT)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise Failure(f"hangs: no end within {TIMEOUT} s") from None
        return process.returncode, (out + said).decode("utf-8", "replace")

    def record(self, job, arguments=None):
        """Operations of one run of what is in the folder now; the run must end well."""
        record = self.path("record")
        if os.path.exists(record):
            os.unlink(record)
        status, said = self.run(job.arguments if arguments is None else arguments, f"record={record}")
        if status != 0:
            raise Failure(f"the run that is recorded ends with {status}: {said}")
        with open(record, "rb") as file:
            return model.parse_record(file.read(), self.root)

    def keep(self, image):
        """Keeps an image that was not recovered from, for people; returns where."""
        self.kept_count += 1
        if self.kept is None or self.kept_count > 5:
            return "no"
        to = tempfile.mkdtemp(prefix="weir-crash-kept-", dir=self.kept)
        model.build(image, to)
        return to
