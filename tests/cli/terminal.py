"""A program on a terminal of its own (a pty): what a case types, and what it sees.

"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time

from harness import Failure

ESCAPE = re.compile(r"\x1b(?:\[[?0-9;]*[A-Za-z]|[=>]|\([B0])")


class Terminal:
    def __init__(self, t, *arguments, rows=24, columns=100, env=None):
        environment = dict(os.environ, TERM="xterm", TZ="UTC", LC_ALL="C.UTF-8", HOME=t.dir, XDG_STATE_HOME=t.path("state"), PAGER="",
                           ASAN_OPTIONS="exitcode=99", UBSAN_OPTIONS="exitcode=99", TSAN_OPTIONS="exitcode=99")
        for name in ("NO_COLOR", "WEIR_TEST_IO", "VISUAL", "EDITOR"):
            environment.pop(name, None)
        environment.update(env or {})
        self.seen, self.mark, self.status = "", 0, None
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.chdir(t.dir)
            for one in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM, signal.SIGQUIT):
                signal.signal(one, signal.SIG_DFL)  # whoever runs the tests may ignore them (nohup)
            os.execve(t.weir, [t.weir, *arguments], environment)
        os.set_inheritable(self.fd, False)  # or the programs of other cases would keep this terminal open

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        if self.fd is not None:
            os.close(self.fd)

    def resize(self, rows, columns):
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self, wait_s=0.02):
        while select.select([self.fd], [], [], wait_s)[0]:
            try:
                data = os.read(self.fd, 65536)
            except OSError:  # the other end is closed
                return False
            if not data:
                return False
            self.seen += data.decode("utf-8", "backslashreplace")
            wait_s = 0
        return True

    def find(self, text):
        """Where, in the bytes since the mark, `text` ends when escapes are left out; None: it is not there."""
        shown, ends, at = [], [], self.mark
        for escape in [*ESCAPE.finditer(self.seen, self.mark), None]:
            stop = escape.start() if escape else len(self.seen)
            for i in range(at, stop):
                if self.seen[i] != "\r":
                    shown.append(self.seen[i])
                    ends.append(i + 1)
            at = escape.end() if escape else stop
        found = "".join(shown).find(text)
        return None if found < 0 else ends[found + len(text) - 1]

    def until(self, text, timeout=15, raw=False):
        """Waits for `text` behind what was waited for before; what came up to its end."""
        limit = time.monotonic() + timeout
        while True:
            self.read()
            found = self.seen.find(text, self.mark) if raw else self.find(text)
            if found is not None and found >= 0:
                end = found + len(text) if raw else found
                got = self.seen[self.mark:end]
                self.mark = end
                return got if raw else ESCAPE.sub("", got).replace("\r", "")
            if time.monotonic() > limit:
                raise Failure(f"{text!r} did not appear within {timeout} s; since the last one:\n{self.seen[self.mark:][-3000:]!r}")

    def type(self, text):
        data = text.encode() if isinstance(text, str) else text
        while data:
            wrote = os.write(self.fd, data[:512])
            data = data[wrote:]
            self.read(0)

    def line(self, text, answer="weir> "):
        """A line, and what came until the next prompt, its echo too."""
        self.type(text + "\r")
        return self.until(answer)

    def end(self, timeout=15):
        """Waits for the end; the exit status."""
        limit = time.monotonic() + timeout
        while time.monotonic() < limit:
            self.read()
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
                return self.status
        raise Failure(f"no end within {timeout} s; last:\n{self.seen[-2000:]!r}")
