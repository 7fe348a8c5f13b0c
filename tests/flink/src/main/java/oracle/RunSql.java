package oracle;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;
import org.apache.flink.streaming.util.TestStreamEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.ResultKind;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.internal.TableResultInternal;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.utils.print.RowDataToStringConverter;
import org.apache.flink.util.CloseableIterator;

/**
 * Runs Flink SQL scripts on one in-process mini cluster and answers with Flink's own rows.
 *
 * <pre>
 * RunSql SCRIPT.sql [NAME=VALUE ...]   runs one script; ${NAME} in it is replaced
 * RunSql --serve PORT_FILE             stays; each request on the loopback port is one script
 * </pre>
 *
 * <p>stdout holds result rows only: what the print connector prints, and for a SELECT, SHOW or
 * DESCRIBE one line {@code +I[a, b]} a row with the SQL text of each value and NULL. Jobs run one
 * after the other at parallelism 1 in streaming mode; the time zone is UTC. The message of a
 * statement that fails goes to stderr; the exit code is 2 when it was refused before a job began and
 * 1 when its job failed.
 *
 * <p>Request: script path, variables as NAME=VALUE lines, timeout in ms. Reply: exit code, stdout,
 * stderr.
 */
public final class RunSql {

    private static final PrintStream REAL_ERR = System.err;
    private static final ExecutorService WORKERS = Executors.newCachedThreadPool();
    private static final Pattern SET =
            Pattern.compile("(?is)^SET\\s+('(?:[^']|'')*'|[\\w.\\-]+)\\s*=\\s*('(?:[^']|'')*'|\\S+)\\s*$");
    private static final Pattern RESET = Pattern.compile("(?is)^RESET(?:\\s+('(?:[^']|'')*'|[\\w.\\-]+))?\\s*$");
    /* Their result is a count of rows that nobody counts. */
    private static final Pattern WRITES =
            Pattern.compile("(?is)^((EXECUTE\\s+)?INSERT|CREATE|REPLACE)\\b.*");
    private static final Pattern BEGIN_SET =
            Pattern.compile("(?is)^(EXECUTE\\s+STATEMENT\\s+SET|BEGIN\\s+STATEMENT\\s+SET)\\b.*");

    /** A job that was accepted and then failed. */
    static final class JobFailed extends Exception {
        JobFailed(Throwable cause) {
            super(cause);
        }
    }

    public static void main(String[] args) throws Exception {
        if (args.length == 0) {
            System.err.println("usage: run.sh SCRIPT.sql [NAME=VALUE ...]");
            System.exit(2);
        }
        MiniCluster cluster = startCluster();
        if (args[0].equals("--serve")) {
            serve(cluster, Paths.get(args[1]));
            return;
        }
        Map<String, String> vars = new HashMap<>();
        for (int i = 1; i < args.length; i++) {
            putVar(vars, args[i]);
        }
        int rc = 0;
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            run(cluster, Paths.get(args[0]), vars, out, TimeUnit.HOURS.toMillis(1));
        } catch (Throwable t) {
            rc = report(System.err, t);
        }
        out.flush();
        // Some threads of the mini cluster are not daemons.
        System.exit(rc);
    }

    static MiniCluster startCluster() throws Exception {
        Configuration c = new Configuration();
        c.setString("rest.bind-port", "0");
        c.setString("rest.address", "127.0.0.1");
        c.setString("rest.bind-address", "127.0.0.1");
        c.setString("restart-strategy.type", "none");
        c.setString("taskmanager.memory.network.min", "256m");
        c.setString("taskmanager.memory.network.max", "256m");
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(c)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(4)
                .setRpcServiceSharing(RpcServiceSharing.SHARED)
                .build());
        cluster.start();
        return cluster;
    }

    private static void serve(MiniCluster cluster, Path portFile) throws Exception {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Path tmp = Paths.get(portFile + ".tmp");
        Files.writeString(tmp, ProcessHandle.current().pid() + " " + server.getLocalPort() + "\n");
        Files.move(tmp, portFile, StandardCopyOption.REPLACE_EXISTING);
        while (true) {
            try (Socket s = server.accept()) {
                answer(cluster, s);
            } catch (Exception e) {
                e.printStackTrace(REAL_ERR);
            }
        }
    }

    private static void answer(MiniCluster cluster, Socket s) throws Exception {
        DataInputStream in = new DataInputStream(s.getInputStream());
        String script = in.readUTF();
        if (script.equals("STOP")) {
            System.exit(0);
        }
        Map<String, String> vars = new HashMap<>();
        in.readUTF().lines().forEach(l -> putVar(vars, l));
        long timeoutMs = in.readLong();
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(outBytes, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(errBytes, true, StandardCharsets.UTF_8);
        System.setOut(out); // the print connector takes it when it opens
        int rc = 0;
        boolean stuck = false;
        Future<?> f = WORKERS.submit(() -> {
            run(cluster, Paths.get(script), vars, out, timeoutMs);
            return null;
        });
        try {
            f.get(timeoutMs + 5_000, TimeUnit.MILLISECONDS);
        } catch (TimeoutException t) {
            // A planner that loops can only be left by leaving the JVM.
            stuck = true;
            err.println("timeout");
            rc = 124;
        } catch (ExecutionException t) {
            rc = report(err, t.getCause());
        }
        DataOutputStream d = new DataOutputStream(s.getOutputStream());
        d.writeInt(rc);
        for (ByteArrayOutputStream b : List.of(outBytes, errBytes)) {
            d.writeInt(b.size());
            b.writeTo(d);
        }
        d.flush();
        if (stuck) {
            Runtime.getRuntime().halt(3);
        }
    }

    private static int report(PrintStream err, Throwable t) {
        int rc = 2;
        if (t instanceof JobFailed) {
            rc = 1;
            t = t.getCause();
        }
        String last = null;
        for (Throwable x = t; x != null; x = x.getCause() == x ? null : x.getCause()) {
            String m = x.getClass().getSimpleName() + ": " + x.getMessage();
            if (!m.equals(last)) {
                err.println(m);
            }
            last = m;
        }
        return rc;
    }

    private static void run(MiniCluster cluster, Path script, Map<String, String> vars, PrintStream out,
            long timeoutMs) throws Exception {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        String text = Files.readString(script);
        for (Map.Entry<String, String> v : vars.entrySet()) {
            text = text.replace("${" + v.getKey() + "}", v.getValue());
        }
        runAll(newEnvironment(cluster), text, out, end);
    }

    static StreamTableEnvironment newEnvironment(MiniCluster cluster) {
        TestStreamEnvironment stream = new TestStreamEnvironment(cluster, 1);
        StreamTableEnvironment env = StreamTableEnvironment.create(
                stream, EnvironmentSettings.newInstance().inStreamingMode().build());
        env.getConfig().set("table.local-time-zone", "UTC");
        return env;
    }

    static void runAll(StreamTableEnvironment env, String text, PrintStream out, long end) throws Exception {
        for (String statement : split(text)) {
            Matcher set = SET.matcher(statement);
            Matcher reset = RESET.matcher(statement);
            if (set.matches()) {
                env.getConfig().set(unquote(set.group(1)), unquote(set.group(2)));
            } else if (reset.matches()) {
                reset(env, reset.group(1));
            } else {
                execute(env, statement, out, end);
            }
        }
    }

    private static void reset(StreamTableEnvironment env, String key) {
        Configuration c = env.getConfig().getConfiguration();
        if (key == null) {
            for (String k : new ArrayList<>(c.keySet())) {
                c.removeKey(k);
            }
        } else {
            c.removeKey(unquote(key));
        }
    }

    private static void execute(StreamTableEnvironment env, String statement, PrintStream out, long end)
            throws Exception {
        String head = statement.trim().toUpperCase(Locale.ROOT);
        TableResult r = env.executeSql(statement);
        JobClient job = r.getJobClient().orElse(null);
        boolean insert = WRITES.matcher(head).matches() || BEGIN_SET.matcher(head).matches();
        if (!insert && r.getResultKind() == ResultKind.SUCCESS_WITH_CONTENT) {
            TableResultInternal ri = (TableResultInternal) r;
            RowDataToStringConverter text = ri.getRowDataToStringConverter();
            try (CloseableIterator<RowData> it = ri.collectInternal()) {
                while (it.hasNext()) {
                    RowData row = it.next();
                    out.println(line(row, text.convert(row)));
                }
            } catch (RuntimeException e) {
                throw new JobFailed(e);
            }
            return;
        }
        if (job != null) {
            try {
                job.getJobExecutionResult().get(Math.max(1, (end - System.nanoTime()) / 1_000_000), TimeUnit.MILLISECONDS);
            } catch (TimeoutException t) {
                job.cancel().get(10, TimeUnit.SECONDS);
                throw new JobFailed(t);
            } catch (ExecutionException e) {
                throw new JobFailed(e.getCause());
            }
        }
    }

    private static String line(RowData row, String[] cells) {
        StringBuilder b = new StringBuilder(row.getRowKind().shortString()).append('[');
        for (int i = 0; i < cells.length; i++) {
            if (i > 0) {
                b.append(", ");
            }
            b.append(row.isNullAt(i) ? "NULL" : cells[i]);
        }
        return b.append(']').toString();
    }

    private static void putVar(Map<String, String> vars, String nameValue) {
        int i = nameValue.indexOf('=');
        if (i < 1) {
            throw new IllegalArgumentException("expected NAME=VALUE, got '" + nameValue + "'");
        }
        vars.put(nameValue.substring(0, i), nameValue.substring(i + 1));
    }

    private static String unquote(String s) {
        return s.startsWith("'") ? s.substring(1, s.length() - 1).replace("''", "'") : s;
    }

    /** Splits at ';' outside quotes and comments; a statement set up to its END is one. */
    private static List<String> split(String in) {
        List<String> out = new ArrayList<>();
        StringBuilder cur = new StringBuilder();
        for (int i = 0; i < in.length(); i++) {
            char ch = in.charAt(i);
            if (ch == '\'' || ch == '`') {
                int e = in.indexOf(ch, i + 1);
                e = e < 0 ? in.length() - 1 : e;
                cur.append(in, i, e + 1);
                i = e;
            } else if (in.startsWith("--", i)) {
                int e = in.indexOf('\n', i);
                i = e < 0 ? in.length() : e - 1;
            } else if (in.startsWith("/*", i) && !in.startsWith("/*+", i)) {
                int e = in.indexOf("*/", i + 2);
                i = e < 0 ? in.length() : e + 1;
                cur.append(' ');
            } else if (ch == ';') {
                String t = cur.toString().trim();
                if (BEGIN_SET.matcher(t).matches() && !t.matches("(?is).*;\\s*END")) {
                    cur.append(ch);
                    continue;
                }
                if (!t.isEmpty()) {
                    out.add(t);
                }
                cur.setLength(0);
            } else {
                cur.append(ch);
            }
        }
        if (!cur.toString().isBlank()) {
            out.add(cur.toString().trim());
        }
        return out;
    }
}
