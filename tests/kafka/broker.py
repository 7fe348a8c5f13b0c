#!/usr/bin/env python3
"""A real Kafka broker for tests: one KRaft node on loopback, in a folder of its own.

    with Broker() as broker:            # fetched once by Maven, formatted, started, ready
        use(broker.bootstrap)           # "127.0.0.1:21345"
        broker.kill9(); broker.restart()

What holds:
  - Ports are chosen once, when the object is made, outside the range that outgoing connections use: a
    restarted broker is found at the same address.
  - A broker dies with the process that started it, however that one ends, also while it is paused. Only
    the command line leaves one running:

    broker.py start --dir D [--tls] [--transaction-version 1] [--property NAME=VALUE] ...
    broker.py stop | kill9 | pause | resume | restart --dir D
    broker.py fetch                     # only what Maven and javac have to do
"""

import argparse
import base64
import contextlib
import fcntl
import hashlib
import json
import os
import random
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
USER, PASSWORD = "weir", "weir-test-secret"
NEWER_LIBRDKAFKA = "2.12.1"
READY_S = 90


class BrokerError(Exception):
    pass


# -- the programs: fetched and compiled once ----------------------------------------------------------


def _cache():
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base, "weir-kafka")


def _digest(*names):
    digest = hashlib.sha256()
    for name in names:
        with open(os.path.join(HERE, name), "rb") as f:
            digest.update(f.read())
    return digest.hexdigest()[:12]


def _made(name, make):
    """The folder `name` of the cache. make(folder) fills it once; a folder with that name is complete."""
    folder = os.path.join(_cache(), name)
    if os.path.isdir(folder):
        return folder
    os.makedirs(_cache(), exist_ok=True)
    with open(os.path.join(_cache(), "lock"), "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not os.path.isdir(folder):
            work = tempfile.mkdtemp(prefix="making-", dir=_cache())
            try:
                make(work)
                os.chmod(work, 0o755)
                os.rename(work, folder)
            finally:
                shutil.rmtree(work, ignore_errors=True)
    return folder


def _run(command):
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, check=False)
    except FileNotFoundError as e:
        raise BrokerError(f"{command[0]} is not installed: scripts/setup.sh --kafka") from e
    if done.returncode != 0:
        raise BrokerError(f"{' '.join(command)}: exit status {done.returncode}\n{done.stdout[-4000:]}")


def _fetch(folder):
    """Maven writes below the build folder only, never into the source tree."""
    _run(["mvn", "-q", "-B", "-f", os.path.join(HERE, "pom.xml"), f"-Dbuild.folder={folder}/build",
          "dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={folder}"])
    shutil.rmtree(os.path.join(folder, "build"), ignore_errors=True)


def class_path():
    """What `java -cp` takes for the broker, the helper of kafka.py and their libraries."""
    jars = _made("jars-" + _digest("pom.xml"), _fetch)
    libraries = ":".join(sorted(os.path.join(jars, name) for name in os.listdir(jars)))
    sources = sorted(name for name in os.listdir(HERE) if name.endswith(".java"))

    def compile_(folder):
        _run(["javac", "-nowarn", "-cp", libraries, "-d", folder] + [os.path.join(HERE, name) for name in sources])
        # A class data archive wants jars only.
        with zipfile.ZipFile(os.path.join(folder, "tools.jar"), "w") as jar:
            for name in sorted(os.listdir(folder)):
                if name.endswith(".class"):
                    jar.write(os.path.join(folder, name), name)

    tools = _made("tools-" + _digest("pom.xml", *sources), compile_)
    return f"{tools}/tools.jar:{libraries}"


def class_archive():
    """The broker's classes as the JVM maps them into memory: a start takes a third less. Made by one run."""
    name = "archive-" + hashlib.sha256(class_path().encode()).hexdigest()[:12]

    def make(folder):
        broker = Broker(os.path.join(folder, "run"))
        broker.java_options = [f"-XX:ArchiveClassesAtExit={folder}/broker.jsa"]
        try:
            broker.start()
            broker.stop(timeout_s=60)
        except BrokerError:
            pass # whoever starts one next learns why
        finally:
            broker.close()
            shutil.rmtree(broker.folder, ignore_errors=True)
    return os.path.join(_made(name, make), "broker.jsa") # one that is missing or of another JVM is passed over


def newer_librdkafka():
    """A folder for LD_LIBRARY_PATH with a librdkafka.so.1 that is newer than Debian's, out of a Python package.

    Before 2.6.1 librdkafka sent a wrong nonce in SCRAM, which Kafka refuses from 4.0 on: whoever wants SCRAM
    against this broker needs it. It also shows whether a program built with the old one runs with a newer."""
    def fetch(folder):
        _run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary", ":all:", "-d", folder,
              f"confluent-kafka=={NEWER_LIBRDKAFKA}"])
        wheel, = (name for name in os.listdir(folder) if name.endswith(".whl"))
        with zipfile.ZipFile(os.path.join(folder, wheel)) as package:
            library, = (name for name in package.namelist() if os.path.basename(name).startswith("librdkafka"))
            with open(os.path.join(folder, "librdkafka.so.1"), "wb") as f:
                f.write(package.read(library))
        os.unlink(os.path.join(folder, wheel))
    return _made("librdkafka-" + NEWER_LIBRDKAFKA, fetch)


# -- small things ---------------------------------------------------------------------------------------


def free_ports(count):
    """Free ports below those that the system gives to outgoing connections: they stay free over a restart."""
    ports = []
    while len(ports) < count:
        port = random.randrange(10240, 32000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        if port not in ports:
            ports.append(port)
    return ports


def answers(address, timeout_s=1.0):
    """Whether a Kafka listener without TLS answers an ApiVersions request."""
    host, port = address.rsplit(":", 1)
    request = struct.pack(">hhih", 18, 0, 1, -1)
    try:
        with socket.create_connection((host, int(port)), timeout_s) as connection:
            connection.settimeout(timeout_s)
            connection.sendall(struct.pack(">i", len(request)) + request)
            return len(connection.recv(4)) == 4
    except OSError:
        return False


def is_running(pid, folder):
    """Whether pid is the broker of this folder: after the end of that one, a pid may belong to anybody."""
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as f:
            return os.path.join(folder, "server.properties").encode() in f.read().split(b"\0")
    except OSError:
        return False


class Guard:
    """Kills a process, also a stopped one, when this process is no more: a shell waits for the end of a pipe.

    prctl(PR_SET_PDEATHSIG) would do less: it fires at the end of the thread that started the child."""

    def __init__(self, pid):
        self.process = subprocess.Popen(["sh", "-c", 'read line; [ "$line" = done ] || kill -9 "$0"', str(pid)],
                                        stdin=subprocess.PIPE, start_new_session=True)

    def release(self):
        with contextlib.suppress(OSError):
            self.process.stdin.write(b"done\n")
            self.process.stdin.close()
        self.process.wait()


def make_certificates(folder, days=365):
    """A CA, a server key with its certificate for 127.0.0.1 and localhost (days=0: it has expired already),
    and another CA that has signed nothing. Returns folder."""
    os.makedirs(folder, exist_ok=True)

    def openssl(*arguments):
        _run(["openssl", *arguments])

    def path(name):
        return os.path.join(folder, name)

    for ca in ("ca", "other-ca"):
        if not os.path.exists(path(ca + ".pem")):
            openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "365",
                    "-subj", f"/CN=weir test {ca}", "-keyout", path(ca + ".key"), "-out", path(ca + ".pem"))
    with open(path("names"), "w", encoding="ascii") as f:
        f.write("subjectAltName=IP:127.0.0.1,DNS:localhost\n")
    openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=localhost",
            "-keyout", path("server.key"), "-out", path("server.request"))
    openssl("x509", "-req", "-in", path("server.request"), "-CA", path("ca.pem"), "-CAkey", path("ca.key"),
            "-CAcreateserial", "-days", str(days), "-extfile", path("names"), "-out", path("server.pem"))
    with open(path("keystore.pem"), "w", encoding="ascii") as store:
        for name in ("server.key", "server.pem"):
            with open(path(name), encoding="ascii") as f:
                store.write(f.read())
    return folder


# -- the broker -----------------------------------------------------------------------------------------


class Broker:
    """folder                where everything is kept; None: a temporary one, removed by close()
    transaction_version   1 or 2: the feature that a new folder is formatted with; None: Kafka's own default
    properties            further server properties, such as {"message.max.bytes": 10000}
    tls                   also a SASL_SSL listener at `secure`, with USER and PASSWORD by SCRAM-SHA-256, SCRAM-SHA-512
                          and PLAIN; for SCRAM see newer_librdkafka()
    advertised            "host:port" of a proxy: also a listener at `backend` that sends clients there
    secure_advertised     the same for the SASL_SSL listener
    session_timeout_ms    a killed broker is back after 2-3 s with 2000; but then a slow machine can fence a
                          broker that lives, so only for tests that kill it
    fast_jvm              quick start and little CPU; False for measurements of speed
    """

    def __init__(self, folder=None, *, transaction_version=None, properties=None, tls=False, advertised=None,
                 secure_advertised=None, session_timeout_ms=None, heap_mb=256, fast_jvm=True):
        self.temporary = folder is None
        self.folder = os.path.abspath(folder or tempfile.mkdtemp(prefix="kafka-"))
        self.transaction_version = transaction_version
        self.properties = dict(properties or {})
        self.tls = tls or secure_advertised is not None
        self.advertised, self.secure_advertised = advertised, secure_advertised
        self.session_timeout_ms, self.heap_mb, self.fast_jvm = session_timeout_ms, heap_mb, fast_jvm
        self.ports = free_ports(4)
        self.cluster_id = "w" + base64.urlsafe_b64encode(os.urandom(16)).decode()[1:22]
        self.java_options = None
        self.process = self.guard = self.pid = None
        self.log_path = os.path.join(self.folder, "broker.log")

    @property
    def bootstrap(self):
        """The listener without encryption, not through any proxy: for judges, and where no proxy is wanted."""
        return f"127.0.0.1:{self.ports[0]}"

    @property
    def backend(self):
        """Where the proxy of `advertised` has to connect to."""
        return f"127.0.0.1:{self.ports[2]}"

    @property
    def secure(self):
        """The SASL_SSL listener."""
        return f"127.0.0.1:{self.ports[3]}"

    def file(self, *names):
        return os.path.join(self.folder, *names)

    @property
    def ca_path(self):
        return self.file("tls", "ca.pem")

    def secure_options(self, mechanism="SCRAM-SHA-256", user=USER, password=PASSWORD, ca=None):
        """What librdkafka needs for `secure`, by its own names."""
        return {"security.protocol": "SASL_SSL", "sasl.mechanism": mechanism, "sasl.username": user,
                "sasl.password": password, "ssl.ca.location": ca or self.ca_path}

    def _write_properties(self):
        listeners = {"DIRECT": (self.ports[0], "PLAINTEXT", None), "CONTROLLER": (self.ports[1], "PLAINTEXT", None)}
        if self.advertised:
            listeners["PROXIED"] = (self.ports[2], "PLAINTEXT", self.advertised)
        if self.tls:
            listeners["SECURE"] = (self.ports[3], "SASL_SSL", self.secure_advertised)
        values = {
            "process.roles": "broker,controller",
            "node.id": 1,
            "controller.quorum.bootstrap.servers": f"127.0.0.1:{self.ports[1]}",
            "controller.listener.names": "CONTROLLER",
            "inter.broker.listener.name": "DIRECT",
            "listeners": ",".join(f"{name}://127.0.0.1:{port}" for name, (port, _, _) in listeners.items()),
            "advertised.listeners": ",".join(f"{name}://{elsewhere or f'127.0.0.1:{port}'}"
                                             for name, (port, _, elsewhere) in listeners.items() if name != "CONTROLLER"),
            "listener.security.protocol.map": ",".join(f"{name}:{protocol}" for name, (_, protocol, _) in listeners.items()),
            "log.dirs": self.file("data"),
            "auto.create.topics.enable": "false",
            # One node, few of everything.
            "offsets.topic.replication.factor": 1,
            "offsets.topic.num.partitions": 4,
            "transaction.state.log.replication.factor": 1,
            "transaction.state.log.min.isr": 1,
            "transaction.state.log.num.partitions": 4,
            "share.coordinator.state.topic.replication.factor": 1,
            "share.coordinator.state.topic.min.isr": 1,
            "num.network.threads": 2,
            "num.io.threads": 4,
            "background.threads": 2,
            "log.cleaner.threads": 1,
            "log.cleaner.dedupe.buffer.size": 4 << 20,
            "log.retention.ms": -1,
            # Things that a test would otherwise wait for.
            "group.initial.rebalance.delay.ms": 0,
            "transaction.abort.timed.out.transaction.cleanup.interval.ms": 500,
        }
        if self.session_timeout_ms is not None:
            values["broker.session.timeout.ms"] = self.session_timeout_ms
            values["broker.heartbeat.interval.ms"] = max(100, self.session_timeout_ms // 5)
        if self.tls:
            scram = "org.apache.kafka.common.security.scram.ScramLoginModule required;"
            values.update({
                "ssl.keystore.type": "PEM",
                "ssl.keystore.location": self.file("tls", "keystore.pem"),
                "ssl.truststore.type": "PEM",
                "ssl.truststore.location": self.file("tls", "ca.pem"),
                "listener.name.secure.sasl.enabled.mechanisms": "SCRAM-SHA-256,SCRAM-SHA-512,PLAIN",
                "listener.name.secure.plain.sasl.jaas.config":
                    f'org.apache.kafka.common.security.plain.PlainLoginModule required user_{USER}="{PASSWORD}";',
                "listener.name.secure.scram-sha-256.sasl.jaas.config": scram,
                "listener.name.secure.scram-sha-512.sasl.jaas.config": scram,
            })
        values.update(self.properties)
        with open(self.file("server.properties"), "w", encoding="utf-8") as f:
            for name, value in values.items():
                f.write(f"{name}={value}\n")

    def _format_arguments(self):
        arguments = ["--standalone", "--cluster-id", self.cluster_id]
        if self.transaction_version is not None:
            arguments += ["--feature", f"transaction.version={self.transaction_version}"]
        if self.tls:
            for mechanism in ("SCRAM-SHA-256", "SCRAM-SHA-512"):
                arguments += ["--add-scram", f"{mechanism}=[name={USER},password={PASSWORD}]"]
        return arguments

    def _java(self):
        options = [f"-Xmx{self.heap_mb}m", f"-Xms{min(self.heap_mb, 64)}m", "-XX:+UseSerialGC", "-Xshare:auto",
                   "-Xlog:disable", "-Xlog:all=error:stderr", "-XX:-UsePerfData", "-Djava.awt.headless=true", "-Dfile.encoding=UTF-8",
                   f"-Dkafka.log={os.environ.get('WEIR_KAFKA_LOG', 'INFO')}",
                   "-Dlog4j2.configurationFile=" + os.path.join(HERE, "log4j2.properties")]
        options += self.java_options if self.java_options is not None else [f"-XX:SharedArchiveFile={class_archive()}"]
        if self.fast_jvm:
            options.append("-XX:TieredStopAtLevel=1")
        return ["java", *options, "-cp", class_path(), "Node", self.file("server.properties"),
                self.file("data", "meta.properties"), *self._format_arguments()]

    def start(self, timeout_s=READY_S, guarded=True):
        """Returns when clients are served. The folder is formatted at the first start."""
        if self.alive():
            raise BrokerError(f"{self.folder}: the broker runs already")
        os.makedirs(self.folder, exist_ok=True)
        if self.tls and not os.path.exists(self.file("tls", "keystore.pem")):
            make_certificates(self.file("tls"))
        self._write_properties()
        command = self._java()
        self._save()
        with open(self.log_path, "ab") as log:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                            start_new_session=True, cwd=self.folder)
        self.pid = self.process.pid
        if guarded:
            self.guard = Guard(self.pid)
        self._save()
        self.wait_ready(timeout_s)
        return self

    def wait_ready(self, timeout_s=READY_S):
        end = time.monotonic() + timeout_s
        while not answers(self.bootstrap):
            if not self.alive():
                self._gone()
                raise BrokerError(f"the broker did not start; the end of {self.log_path}:\n{self.log_tail()}")
            if time.monotonic() > end:
                raise BrokerError(f"the broker is not ready after {timeout_s} s; the end of {self.log_path}:\n"
                                  f"{self.log_tail()}")
            time.sleep(0.05)

    def log_tail(self, lines=30):
        try:
            with open(self.log_path, encoding="utf-8", errors="replace") as f:
                return "".join(f.readlines()[-lines:])
        except FileNotFoundError:
            return ""

    def alive(self):
        if self.process is not None:
            return self.process.poll() is None
        if self.pid is None:
            return False
        return is_running(self.pid, self.folder)

    def _gone(self):
        if self.guard is not None:
            self.guard.release()
        self.guard = self.process = self.pid = None
        self._save()

    def _end(self, number, timeout_s):
        if not self.alive():
            self._gone()
            return
        os.kill(self.pid, number)
        if number != signal.SIGKILL:
            os.kill(self.pid, signal.SIGCONT) # a stopped one could not even hear it
        end = time.monotonic() + timeout_s
        while self.alive():
            if time.monotonic() > end:
                os.kill(self.pid, signal.SIGKILL)
                end = time.monotonic() + timeout_s
            time.sleep(0.02)
        self._gone()

    def kill9(self):
        """Like a power switch for the process: what it wrote is in the page cache and stays."""
        self._end(signal.SIGKILL, 30)

    def stop(self, timeout_s=30):
        """SIGTERM, and SIGKILL when it has not ended in time."""
        self._end(signal.SIGTERM, timeout_s)

    def pause(self):
        os.kill(self.pid, signal.SIGSTOP)

    def resume(self):
        os.kill(self.pid, signal.SIGCONT)

    def restart(self, timeout_s=READY_S, properties=None):
        """Starts it again (stopping it before if it runs); `properties` are added to those it had."""
        guarded = self.guard is not None or self.pid is None
        self.stop()
        self.properties.update(properties or {})
        return self.start(timeout_s, guarded)

    def close(self):
        """The end: killed, since nobody needs what it would still write; a temporary folder is removed."""
        self.kill9()
        if self.temporary:
            shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self if self.alive() else self.start()

    def __exit__(self, *_):
        self.close()

    # -- for the command line: what one process started, another one stops

    _SAVED = ("transaction_version", "properties", "tls", "advertised", "secure_advertised", "session_timeout_ms",
              "heap_mb", "fast_jvm", "ports", "cluster_id", "pid")

    def _save(self):
        if not os.path.isdir(self.folder):
            return
        with open(self.file("broker.json.new"), "w", encoding="utf-8") as f:
            json.dump({name: getattr(self, name) for name in self._SAVED}, f)
        os.rename(self.file("broker.json.new"), self.file("broker.json"))

    @classmethod
    def attach(cls, folder):
        """The broker of a folder that another process has started, running or not."""
        broker = cls(folder)
        try:
            with open(broker.file("broker.json"), encoding="utf-8") as f:
                vars(broker).update(json.load(f))
        except FileNotFoundError as e:
            raise BrokerError(f"{folder}: no broker was started here") from e
        return broker


def main():
    parser = argparse.ArgumentParser(description="A Kafka broker for trying things; README.md says more.")
    parser.add_argument("command", choices=("start", "stop", "kill9", "pause", "resume", "restart", "fetch"))
    parser.add_argument("--dir", help="the broker's folder")
    parser.add_argument("--tls", action="store_true", help="also SASL_SSL with SCRAM and PLAIN")
    parser.add_argument("--transaction-version", type=int, choices=(0, 1, 2))
    parser.add_argument("--property", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--heap", type=int, default=256, metavar="MB")
    parser.add_argument("--full-jvm", action="store_true", help="all compilers of the JVM: for measurements of speed")
    options = parser.parse_args()
    if options.command == "fetch":
        class_archive()
        newer_librdkafka()
        return 0
    if not options.dir:
        parser.error("--dir is missing")
    if options.command == "start":
        if os.path.exists(os.path.join(options.dir, "broker.json")):
            broker = Broker.attach(options.dir)
            if broker.alive():
                raise BrokerError(f"{options.dir}: the broker runs already, at {broker.bootstrap}")
        else:
            broker = Broker(options.dir, transaction_version=options.transaction_version, tls=options.tls,
                            properties=dict(item.split("=", 1) for item in options.property), heap_mb=options.heap,
                            fast_jvm=not options.full_jvm)
        broker.start(guarded=False)
        print(broker.bootstrap)
        if broker.tls:
            print(f"{broker.secure} SASL_SSL, user {USER}, password {PASSWORD}, CA {broker.ca_path}")
        return 0
    broker = Broker.attach(options.dir)
    if options.command == "restart":
        broker.stop()
        broker.start(guarded=False)
        print(broker.bootstrap)
    else:
        getattr(broker, options.command)()
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokerError as error:
        print(f"broker.py: {error}", file=sys.stderr)
        sys.exit(1)
