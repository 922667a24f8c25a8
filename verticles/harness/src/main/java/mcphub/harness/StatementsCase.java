package mcphub.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mcphub.kernel.Queries;
import mcphub.kernel.Query;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** For each module that has statements: every one of them fits the migrated schema, and somebody uses it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class StatementsCase {
    /** A module names its statements itself, or leaves it to the kernel. */
    private static final List<Path> SOURCES = List.of(Path.of("src/main"), Path.of("../kernel/src/main"));

    private final String folder;
    private @Nullable Connection connection;

    /** The statements of {@code sql/queries/<folder>}. */
    protected StatementsCase(String folder) {
        this.folder = folder;
    }

    @BeforeAll
    void connect() throws SQLException {
        connection = DriverManager.getConnection(TestServers.jdbc(TestServers.newDatabase()), "postgres", "postgres");
    }

    @AfterAll
    void close() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }

    Stream<Query> statements() {
        return Queries.load(folder).all().stream();
    }

    @ParameterizedTest
    @MethodSource("statements")
    void a_statement_prepares_against_the_schema(Query query) throws SQLException {
        if (connection == null) {
            throw new IllegalStateException("not connected");
        }
        try (var statement = connection.createStatement()) {
            statement.execute("prepare " + query.name() + " as " + query.sql());
        }
    }

    @Test
    void every_statement_is_named_somewhere_in_the_code() throws IOException {
        List<String> texts = new ArrayList<>();
        for (Path folder : SOURCES) {
            try (var files = Files.walk(folder)) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    texts.add(Files.readString(file));
                }
            }
        }
        assertThat(statements()
                        .map(Query::name)
                        .filter(name -> texts.stream().noneMatch(text -> text.contains('"' + name + '"'))))
                .isEmpty();
    }
}
