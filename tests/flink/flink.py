"""A warm Flink: one JVM that runs many scripts, about a second each instead of seven."""

import os
import re
import signal
import socket
import struct
import subprocess
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
KAFKA_CONNECTOR = "org.apache.flink:flink-sql-connector-kafka:5.0.0-2.2"


def kafka_connector():
    """Flink's Kafka connector as one jar, fetched by Maven once: for FLINK_CLASSPATH."""
    folder = os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "weir-flink")
    path = os.path.join(folder, "-".join(KAFKA_CONNECTOR.split(":")[1:]) + ".jar")
    if not os.path.exists(path):
        os.makedirs(folder, exist_ok=True)
        subprocess.run(["mvn", "-q", "-B", "dependency:copy", f"-Dartifact={KAFKA_CONNECTOR}", f"-DoutputDirectory={folder}"], check=True)
    return path


def root_message(stderr):
    """The last cause says what was wrong; the ones before it only wrap it."""
    messages = re.split(r"\n(?=\w+(?:Exception|Error|Failure): )", stderr.strip())
    return [line.rstrip() for line in messages[-1].strip().splitlines() if line.strip()][:6]


def _utf(text):
    data = text.encode()
    return struct.pack(">H", len(data)) + data


def _receive(connection, size):
    data = b""
    while len(data) < size:
        more = connection.recv(min(1 << 16, size - len(data)))
        if not more:
            raise ConnectionError("Flink's JVM has gone")
        data += more
    return data


class Flink:
    """Starts the JVM at the first script, and again when it had to give up."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="flink-")
        self.process = None
        self.port = None

    def _start(self):
        port_file = os.path.join(self.folder.name, "port")
        if os.path.exists(port_file):
            os.unlink(port_file)
        self.process = subprocess.Popen([os.path.join(HERE, "run.sh"), "--serve", port_file],
                                        stdin=subprocess.DEVNULL)
        while not os.path.exists(port_file):
            if self.process.poll() is not None:
                raise SystemExit("flink: the JVM did not start")
            time.sleep(0.1)
        with open(port_file) as f:
            self.port = int(f.read().split()[1])

    def run(self, script, variables, timeout_s=60):
        """Runs the script; returns (exit code, stdout, stderr). 1: its job failed, 2: it was refused."""
        if self.process is None or self.process.poll() is not None:
            self._start()
        with socket.create_connection(("127.0.0.1", self.port)) as connection:
            lines = "\n".join(f"{name}={value}" for name, value in variables.items())
            connection.sendall(_utf(os.path.abspath(script)) + _utf(lines) +
                               struct.pack(">q", timeout_s * 1000))
            code, = struct.unpack(">i", _receive(connection, 4))
            texts = []
            for _ in range(2):
                size, = struct.unpack(">i", _receive(connection, 4))
                texts.append(_receive(connection, size).decode())
        if code == 124:
            self.process.wait()
        return code, texts[0], texts[1]

    def stop(self):
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait()
        self.folder.cleanup()
