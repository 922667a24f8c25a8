package mcphub.launcher;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import mcphub.kernel.SettingsReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hub config}: prints every setting with its value here and its name in the environment. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "Prints every setting, its value here, and its name in the environment.")
final class ConfigCommand implements Callable<Integer> {
    private static final Pattern PASSWORD = Pattern.compile("(://[^:/@]*):[^@]*@");

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Override
    public Integer call() {
        SettingsReader reader = options.reader();
        reader.read();
        reader.values().forEach((key, value) -> {
            String shown = value == null
                    ? ""
                    : isSecret(key, value)
                            ? "…"
                            : PASSWORD.matcher(value.toString()).replaceAll("$1:…@");
            System.out.printf("%-34s %-42s %s%n", key, SettingsReader.variable(key), shown);
        });
        return 0;
    }

    /** A list that is empty tells nothing, and that it is empty is worth knowing. */
    private static boolean isSecret(String key, Object value) {
        return (key.endsWith("secret") || key.endsWith("credentials"))
                && !List.of().equals(value);
    }
}
