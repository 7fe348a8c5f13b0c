package oracle;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.internal.TableResultInternal;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.utils.print.RowDataToStringConverter;
import org.apache.flink.util.CloseableIterator;

/**
 * Answers what Flink makes of many expressions, quickly: each is validated alone, those that are
 * accepted run in batches, and a batch that fails is halved until the culprit stands alone.
 *
 * <pre>Expressions SETUP.sql IN OUT [NAME=VALUE ...]</pre>
 *
 * <p>IN has one line {@code table TAB expression} each (no table: constants). OUT has one line each:
 * {@code type TAB value TAB value ...} with the value in every row of the table as SQL text, or
 * {@code !refused TAB message} where the expression was not accepted, or {@code !fails TAB message}
 * where computing it failed. {@code \n \t \r \0 \\} are escapes in both.
 */
public final class Expressions {

    private static final int BATCH = 40;

    /** What Flink throws about an expression itself, not about its values, once it is validated. */
    private static final Set<String> REFUSALS = Set.of(
            "ValidationException", "TableException", "CodeGenException", "SqlValidatorException",
            "CalciteException", "CalciteContextException", "UnsupportedOperationException", "MatchError");

    private static final class Question {
        int index;
        String table;
        String expression;
        String type;
    }

    private final StreamTableEnvironment env;
    private final String[] answers;

    private Expressions(StreamTableEnvironment env, int count) {
        this.env = env;
        this.answers = new String[count];
    }

    public static void main(String[] args) throws Exception {
        PrintStream err = System.err;
        MiniCluster cluster = RunSql.startCluster();
        StreamTableEnvironment env = RunSql.newEnvironment(cluster);
        String setup = Files.readString(Paths.get(args[0]));
        for (int i = 3; i < args.length; i++) {
            int equals = args[i].indexOf('=');
            setup = setup.replace("${" + args[i].substring(0, equals) + "}", args[i].substring(equals + 1));
        }
        RunSql.runAll(env, setup, err, System.nanoTime() + TimeUnit.MINUTES.toNanos(5));
        List<Question> questions = read(Paths.get(args[1]));
        Expressions asked = new Expressions(env, questions.size());
        asked.ask(questions);
        Files.write(Paths.get(args[2]), List.of(asked.answers), StandardCharsets.UTF_8);
        // Some threads of the mini cluster are not daemons.
        System.exit(0);
    }

    private static List<Question> read(Path path) throws Exception {
        List<Question> questions = new ArrayList<>();
        for (String line : Files.readString(path).split("\n")) {
            if (line.isEmpty()) {
                continue;
            }
            String[] cells = line.split("\t", -1);
            Question q = new Question();
            q.index = questions.size();
            q.table = cells[0];
            q.expression = unescape(cells[1]);
            questions.add(q);
        }
        return questions;
    }

    private void ask(List<Question> questions) {
        List<Question> accepted = new ArrayList<>();
        for (Question q : questions) {
            try {
                LogicalType type = env.sqlQuery(select(List.of(q))).getResolvedSchema()
                        .getColumnDataTypes().get(0).getLogicalType();
                q.type = type.asSummaryString();
                accepted.add(q);
            } catch (Throwable t) {
                answers[q.index] = "!refused\t" + message(t);
            }
        }
        for (int first = 0; first < accepted.size(); ) {
            int last = first;
            while (last < accepted.size() && last - first < BATCH
                    && accepted.get(last).table.equals(accepted.get(first).table)) {
                last++;
            }
            compute(accepted.subList(first, last));
            first = last;
        }
    }

    private void compute(List<Question> batch) {
        try {
            List<List<String>> columns = rows(batch);
            for (int i = 0; i < batch.size(); i++) {
                answers[batch.get(i).index] = batch.get(i).type + "\t"
                        + columns.get(i).stream().map(Expressions::escape).collect(Collectors.joining("\t"));
            }
        } catch (Throwable t) {
            if (batch.size() > 1) {
                compute(batch.subList(0, batch.size() / 2));
                compute(batch.subList(batch.size() / 2, batch.size()));
            } else {
                answers[batch.get(0).index] = (isRefusal(root(t)) ? "!refused\t" : "!fails\t") + message(t);
            }
        }
    }

    private static boolean isRefusal(Throwable root) {
        return REFUSALS.contains(root.getClass().getSimpleName())
                && !String.valueOf(root.getMessage()).startsWith("Cannot parse '"); // a text that is no BOOLEAN
    }

    private List<List<String>> rows(List<Question> batch) throws Exception {
        TableResultInternal result = (TableResultInternal) env.executeSql(select(batch));
        RowDataToStringConverter text = result.getRowDataToStringConverter();
        List<List<String>> columns = batch.stream().map(q -> new ArrayList<String>()).collect(Collectors.toList());
        try (CloseableIterator<RowData> it = result.collectInternal()) {
            while (it.hasNext()) {
                RowData row = it.next();
                String[] cells = text.convert(row);
                for (int i = 0; i < cells.length; i++) {
                    columns.get(i).add(row.isNullAt(i) ? "NULL" : cells[i]);
                }
            }
        }
        return columns;
    }

    private static String select(List<Question> batch) {
        StringBuilder sql = new StringBuilder("SELECT ");
        for (int i = 0; i < batch.size(); i++) {
            sql.append(i == 0 ? "" : ", ").append(batch.get(i).expression).append(" AS c").append(i);
        }
        String table = batch.get(0).table;
        return table.isEmpty() ? sql.toString() : sql.append(" FROM ").append(table).toString();
    }

    private static Throwable root(Throwable t) {
        while (t.getCause() != null && t.getCause() != t) {
            t = t.getCause();
        }
        return t;
    }

    private static String message(Throwable t) {
        Throwable root = root(t);
        String text = (root.getClass().getSimpleName() + ": " + root.getMessage()).split("\n")[0];
        return escape(text.length() > 120 ? text.substring(0, 120) : text);
    }

    private static String escape(String s) {
        return s.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r").replace("\0", "\\0");
    }

    private static String unescape(String s) {
        StringBuilder b = new StringBuilder();
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c == '\\' && i + 1 < s.length()) {
                c = s.charAt(++i);
                c = c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c == '0' ? '\0' : c;
            }
            b.append(c);
        }
        return b.toString();
    }
}
