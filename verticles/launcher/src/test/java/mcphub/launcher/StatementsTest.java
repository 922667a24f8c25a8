package mcphub.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mcphub.harness.TestServers;
import mcphub.kernel.Queries;
import mcphub.kernel.Query;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every statement in {@code sql/queries} fits the migrated schema, and somebody uses it. */
final class StatementsTest {
    private static final Path ROOT = Path.of(System.getProperty("hub.root")).normalize();
    private static final String URL = TestServers.newDatabase();

    static Stream<Query> statements() throws IOException {
        try (var verticles = Files.list(ROOT.resolve("sql/queries"))) {
            return verticles
                    .sorted()
                    .map(folder -> folder.getFileName().toString())
                    .flatMap(verticle -> Queries.load(verticle).all().stream())
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("statements")
    void a_statement_prepares_against_the_schema(Query query) throws SQLException {
        try (var connection = DriverManager.getConnection(TestServers.jdbc(URL), "postgres", "postgres");
                var statement = connection.createStatement()) {
            statement.execute("prepare " + query.name() + " as " + query.sql());
        }
    }

    @Test
    void every_statement_is_named_somewhere_in_the_code() throws IOException {
        List<String> sources = new ArrayList<>();
        try (var files = Files.walk(ROOT.resolve("verticles"))) {
            for (Path file : files.filter(
                            f -> f.toString().endsWith(".java") && f.toString().contains("src/main"))
                    .toList()) {
                sources.add(Files.readString(file));
            }
        }
        assertThat(statements()
                        .map(Query::name)
                        .filter(name -> sources.stream().noneMatch(s -> s.contains('"' + name + '"'))))
                .isEmpty();
    }
}
