import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * One Kafka node in one JVM: formats its folder when that has not been done, then runs.
 * Usage: Node server.properties metaPropertiesFile [argument of "format" ...]. The first JVM start would
 * otherwise be spent on formatting alone.
 */
public final class Node {
    public static void main(String[] arguments) throws Exception {
        String properties = arguments[0];
        if (!Files.exists(Path.of(arguments[1]))) {
            String[] format = Arrays.copyOfRange(arguments, 2, arguments.length);
            String[] all = new String[format.length + 3];
            all[0] = "format";
            all[1] = "-c";
            all[2] = properties;
            System.arraycopy(format, 0, all, 3, format.length);
            int status = kafka.tools.StorageTool.execute(all, System.out);
            if (status != 0) {
                System.exit(status);
            }
        }
        kafka.Kafka.main(new String[] {properties});
    }
}
