package mcphub.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code hub dev} makes of changes: sources of a small hub, compiled for real. */
final class DevSourcesTest {
    @TempDir
    private Path root;

    private final StringWriter said = new StringWriter();

    @BeforeEach
    void aHubThatWasBuilt() throws IOException {
        Path libraries = Files.createDirectories(root.resolve("verticles/launcher/target/hub/lib"));
        for (String name : List.of("vertx-core-5.jar", "sql-0.1.0.jar")) {
            new JarOutputStream(Files.newOutputStream(libraries.resolve(name)), new Manifest()).close();
        }
        write("sql/queries/org/orgs.sql", "select 1");
        java("kernel", "Plan", "public interface Plan { int limit(); }");
        java("org", "Free", "public final class Free implements Plan { public int limit() { return 1; } }");
        java("policy", "Gate", "final class Gate {}");
        java("harness", "Case", "import org.junit.jupiter.api.Test; final class Case { @Test void isOfTheTests() {} }");
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        boolean isNew = !Files.exists(path);
        long before = path.toFile().lastModified();
        Files.writeString(path, text);
        if (!isNew) {
            path.toFile().setLastModified(before + 1_000);
        }
    }

    private void java(String module, String name, String text) throws IOException {
        write("verticles/" + module + "/src/main/java/" + name + ".java", text);
    }

    private DevSources sources() throws IOException {
        return new DevSources(root, new PrintWriter(said, true));
    }

    private boolean isCompiled(String name) {
        return Files.exists(root.resolve("target/dev-classes/" + name + ".class"));
    }

    @Test
    void a_change_of_the_kernel_compiles_all_and_one_of_a_verticle_only_that() throws IOException {
        var sources = sources();
        assertThat(sources.changed()).isFalse();
        java("kernel", "Plan", "public interface Plan { int limit(); default int least() { return 0; } }");
        assertThat(sources.changed()).isTrue();
        assertThat(isCompiled("Plan") && isCompiled("Free") && isCompiled("Gate"))
                .isTrue();
        assertThat(sources.changed()).isFalse();

        sources.warm();
        assertThat(isCompiled("Case")).as("of the tests").isFalse();
        var again = sources();
        assertThat(isCompiled("Plan"))
                .as("what is older than the build is gone")
                .isFalse();
        Path annotations = Path.of(Nullable.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        Path others = Files.createDirectories(root.resolve("verticles/launcher/target/compiled-against"));
        Files.copy(annotations, others.resolve("jspecify.jar"));
        java("policy", "Gate", "final class Gate { @org.jspecify.annotations.Nullable String rule; }");
        assertThat(again.changed()).isTrue();
        assertThat(isCompiled("Gate")).isTrue();
        assertThat(isCompiled("Plan")).isFalse();
    }

    @Test
    void statements_need_no_compiler_and_are_read_from_their_folder() throws IOException {
        var sources = sources();
        write("sql/queries/org/orgs.sql", "select 2");
        assertThat(sources.changed()).isTrue();
        assertThat(said.toString()).contains("Changed: [sql/queries/org/orgs.sql]");
        Files.delete(root.resolve("sql/queries/org/orgs.sql"));
        assertThat(sources.changed()).isTrue();
        assertThat(sources.classPath().split(File.pathSeparator))
                .startsWith(root.resolve("target/dev-classes").toString(), root.toString())
                .anyMatch(path -> path.endsWith("vertx-core-5.jar"))
                .noneMatch(path -> path.endsWith("sql-0.1.0.jar"));
    }

    @Test
    void what_does_not_compile_is_said_and_compiled_with_the_next_change_wherever_that_is() throws IOException {
        java("kernel", "Plan", "public interface Plan { int limit(); int seats(); }");
        java("org", "Free", "public final class Free implements Plan { public int limit() { return 1; } }");
        var sources = sources();
        java("policy", "Gate", "final class Gate { int limit(Price of) { return 0; } }");
        assertThat(sources.changed()).isFalse();
        assertThat(said.toString()).contains("Gate.java:1", "cannot find symbol");

        java("kernel", "Price", "public final class Price {}");
        java(
                "org",
                "Free",
                "public final class Free implements Plan { public int limit() { return 1; } public int seats() { return 1; } }");
        assertThat(sources.changed()).isTrue();
        assertThat(isCompiled("Gate") && isCompiled("Price")).isTrue();
    }
}
