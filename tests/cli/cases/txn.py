"""`weir txn` where there is no broker, or something else listens: refused or given up with the reason, nothing is ever asked twice."""

import socket
import threading
import time

from harness import case, for_each

HERE = ["--bootstrap", "127.0.0.1:1"]
SCRIPT = ("SET 'pipeline.name' = 'copy';\n"
          "CREATE TABLE a (id INT) WITH ('connector' = 'kafka', 'topic' = 'a', 'format' = 'json', 'properties.bootstrap.servers' = '127.0.0.1:1');\n"
          "CREATE TABLE b (id INT) WITH ('connector' = 'upsert-kafka', 'topic' = 'b', 'key.format' = 'json', 'value.format' = 'json',\n"
          "  'properties.bootstrap.servers' = '127.0.0.1:2');\n").replace("b (id INT)", "b (id INT, PRIMARY KEY (id) NOT ENFORCED)")


@for_each([
    (["txn"], "say what to do: list, commit or abort"),
    (["txn", "lsit", *HERE], "unknown word 'lsit' - did you mean 'list'?"),
    (["txn", "xyzzyx", *HERE], "unknown word 'xyzzyx'; use list, commit or abort"),
    (["txn", "list"], "name the cluster: --bootstrap HOST:PORT, or --script job.sql"),
    (["txn", "list", "--bootstrap"], "option '--bootstrap' needs a value"),
    (["txn", "list", "--bootstrap", ""], "--bootstrap is empty"),
    (["txn", "list", "--botstrap", "x"], "did you mean '--bootstrap'?"),
    (["txn", "list", *HERE, "job.sql"], "list takes a script as --script job.sql"),
    (["txn", "list", *HERE, "--yes"], "--yes is for commit and abort"),
    (["txn", "list", *HERE, "--watch", "5"], "--watch is for commit and abort"),
    (["txn", "list", *HERE, "-D", "a=b"], "-D is for a script"),
    (["txn", "abort", *HERE], "name the transactional ids to abort"),
    (["txn", "commit", *HERE, "--yes"], "name the transactional ids to commit"),
    (["txn", "abort", *HERE, "--yes", "--all", "x"], "--all is for list"),
    (["txn", "abort", *HERE, "--yes", "--json", "x"], "--json is for list"),
    (["txn", "abort", *HERE, "--yes", "x", "y", "x"], "'x' is named twice"),
    (["txn", "abort", *HERE, "x"], "there is no terminal"),
    (["txn", "commit", *HERE, "x"], "say --yes"),
    (["txn", "abort", *HERE, "--yes", "--watch", "1", "x"], "--watch '1' is not a number of seconds"),
    (["txn", "abort", *HERE, "--yes", "--watch", "soon", "x"], "--watch 'soon'"),
    (["txn", "abort", *HERE, "--yes", "--force", "x"], "unknown option '--force'"),
], lambda one: " ".join(one[0]))
def txn_wrong_command_line(t, one):
    arguments, message = one
    result = t.run(*arguments, expect=2)
    t.says(result, message, "weir help txn")
    t.equal(result.out, "", "stdout")


@for_each([
    (["--bootstrap", "host:port"], "'host:port' is not host:port"),
    (["--bootstrap", "host:0"], "'host:0' is not host:port"),
    (["--bootstrap", ","], "'bootstrap.servers' is empty"),
    ([*HERE, "--property", "security.protocol"], "a property is written name=value"),
    ([*HERE, "--property", "=x"], "a property is written name=value"),
    ([*HERE, "--property", "bootstrap.servers=x"], "is given with --bootstrap"),
    ([*HERE, "--property", "security.protocl=SSL"], "did you mean 'properties.security.protocol'?"),
    ([*HERE, "--property", "security.protocol=TLS"], "security.protocol"),
    ([*HERE, "--property", "security.protocol=SASL_SSL"], "'sasl.mechanism' = 'GSSAPI' is not available"),
    ([*HERE, "--property", "security.protocol=SASL_PLAINTEXT", "--property", "sasl.mechanism=PLAIN"], "needs 'sasl.username' and 'sasl.password'"),
    ([*HERE, "--property", "interceptor.classes=x"], "cannot be used"),
    ([*HERE, "--properties", "nowhere.properties"], "nowhere.properties"),
    ([*HERE, "--properties", "bad.properties"], "bad.properties:3: a property is written name=value"),
    (["--script", "nowhere.sql"], "nowhere.sql"),
    (["--script", "bad.sql"], "bad.sql:1:8"),
    (["--script", "files.sql"], "no table of the script has the connector 'kafka'"),
    (["--script", "job.sql", "--bootstrap", "127.0.0.1:3"], "'properties.bootstrap.servers' = '127.0.0.1:3'"),
], lambda one: " ".join(one[0]))
def txn_wrong_place(t, one):
    arguments, message = one
    t.script(SCRIPT)
    t.script("SELECT FROM;", "bad.sql")
    t.script("CREATE TABLE f (id INT) WITH ('connector' = 'filesystem', 'path' = 'f', 'format' = 'json');", "files.sql")
    t.file("bad.properties", "# one\nsecurity.protocol=SSL\nsasl.password hunter2hunter2\n")
    result = t.run("txn", "list", *arguments, expect=2)
    t.says(result, message)
    t.check("hunter2" not in result.err and "table ''" not in result.err, result)


@case
def txn_nobody_there(t):
    t.says(t.run("txn", "list", "--bootstrap", "127.0.0.1:1,127.0.0.1:2", expect=1), "127.0.0.1:2", "refused")
    t.says(t.run("txn", "list", "--bootstrap", "no.such.host.invalid", expect=1), "no.such.host.invalid:9092")
    t.script(SCRIPT)
    t.says(t.run("txn", "list", "--script", "job.sql", expect=1), "127.0.0.1:1", "refused")
    t.says(t.run("txn", "abort", "--yes", "--script", "job.sql", "--bootstrap", "127.0.0.1:2", "x", expect=1), "127.0.0.1:2", "refused")
    t.check(not t.exists(".weir"), "a folder was made")


@for_each([
    ("closes", b"", 1), ("speaks http", b"HTTP/1.1 400 Bad Request\r\n\r\n", 1), ("says nothing of use", b"\0\0\0\4NUMB", 1),
    ("answers another request", b"\0\0\0\6\0\0\0\x63\0\0", 1), ("is older than all", b"\0\0\0\x0cNUMB\0\x23\0\0\0\0\0\0", 2),
    ("promises too much", b"\x7f\xff\xff\xff", 1), ("counts wrongly", b"\0\0\0\x0bNUMB\0\0\xff\xff\xff\xff\x0f", 1),
], lambda one: one[0])
def txn_no_broker_there(t, one):
    """Something else listens, or a broker that does not behave."""
    _, bytes_, status = one
    with socket.create_server(("127.0.0.1", 0)) as server:
        def serve():
            server.settimeout(20)
            try:
                while True:
                    peer = server.accept()[0]
                    with peer:
                        asked = peer.recv(1000)
                        peer.sendall(bytes_.replace(b"NUMB", asked[8:12]))
                        time.sleep(0.05)
            except OSError:
                pass
        threading.Thread(target=serve, daemon=True).start()
        result = t.run("txn", "list", "--bootstrap", f"127.0.0.1:{server.getsockname()[1]}", expect=status)
        t.check("127.0.0.1" in result.err or "broker" in result.err, result)
        t.equal(result.out, "", "stdout")
