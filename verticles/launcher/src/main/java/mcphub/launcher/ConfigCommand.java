package mcphub.launcher;

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
                    : key.endsWith("secret")
                            ? "…"
                            : PASSWORD.matcher(value.toString()).replaceAll("$1:…@");
            System.out.printf("%-34s %-42s %s%n", key, SettingsReader.variable(key), shown);
        });
        return 0;
    }
}
