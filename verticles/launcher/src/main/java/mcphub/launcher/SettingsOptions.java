package mcphub.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import mcphub.kernel.SettingsReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The flags that every command takes to find its settings. */
final class SettingsOptions {
    @Option(names = "--config", paramLabel = "FILE", description = "A file laid over the defaults of config/hub.yaml.")
    private @Nullable Path config;

    @Option(names = "--home", paramLabel = "FOLDER", description = "The data folder (HUB_HOME; default ~/.mcphub).")
    private @Nullable String home;

    @Option(names = "--port", paramLabel = "PORT", description = "The HTTP port (HUB_HTTP_PORT; default 8080).")
    private @Nullable Integer port;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Any setting, such as limits.anonymous_per_minute=60; `hub config` lists them.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /** Where the command prints what it was asked for. */
    PrintWriter out() {
        return Objects.requireNonNull(command).commandLine().getOut();
    }

    /** Defaults, file, environment, flags. */
    SettingsReader reader() {
        var reader = SettingsReader.defaults();
        if (config != null) {
            try {
                reader.file(Files.readString(config));
            } catch (IOException e) {
                throw new IllegalArgumentException("The file " + config + " cannot be read");
            }
        }
        reader.environment(System.getenv());
        if (home != null) {
            reader.set("home", home);
        }
        if (port != null) {
            reader.set("http.port", port);
        }
        settings.forEach(reader::set);
        return reader;
    }
}
