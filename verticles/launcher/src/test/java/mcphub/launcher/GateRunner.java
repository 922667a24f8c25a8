package mcphub.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Runs both gates in a repository, as processes.
 *
 * @param token that nothing may print
 */
record GateRunner(Path repository, String token) {
    static final Path SCRIPTS = scripts();

    /** What a process said, and how it ended. */
    record Ended(int exit, String out) {}

    private static Path scripts() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(here.resolve("scripts/gate.sh"))) {
            here = Objects.requireNonNull(here.getParent());
        }
        return here.resolve("scripts");
    }

    Ended run(Map<String, String> environment, List<String> command) {
        try {
            var builder =
                    new ProcessBuilder(command).directory(repository.toFile()).redirectErrorStream(true);
            builder.environment().keySet().removeIf(name -> name.startsWith("HUB_"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(out).doesNotContain(token);
            return new Ended(process.exitValue(), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** {@code scripts/gate.sh}. */
    Ended script(Map<String, String> environment, String... arguments) {
        var command = new ArrayList<>(List.of("sh", SCRIPTS.resolve("gate.sh").toString()));
        command.addAll(List.of(arguments));
        return run(environment, command);
    }

    /** {@code hub gate}. */
    Ended java(Map<String, String> environment, String... arguments) {
        return command("gate", environment, arguments);
    }

    /** Another command of the hub. */
    Ended command(String name, Map<String, String> environment, String... arguments) {
        var command = HubProcess.command(name);
        command.addAll(List.of(arguments));
        return run(environment, command);
    }

    /** The one and the other, which are to do the same. */
    List<Ended> both(Map<String, String> environment, String... arguments) {
        return List.of(script(environment, arguments), java(environment, arguments));
    }
}
