package mcphub.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class QueriesTest {
    private static final Map<String, String> ORG = Map.of(
            "orgs.sql",
            "-- name: getOrg\nselect :org_id::uuid;\n\n-- name: countOrgs\nselect 1",
            "areas.sql",
            "-- name: getArea\nselect ':no' -- :nothing\nwhere 1 = :area and 2 = :org and 3 = :area");

    @TempDir
    private Path temporary;

    private Path folder;

    @BeforeEach
    void has_a_blank_which_the_class_path_writes_otherwise() {
        folder = temporary.resolve("a folder");
    }

    @Test
    void a_verticle_has_the_statements_of_all_files_of_its_folder_in_the_order_of_their_names() throws IOException {
        assertThat(load(directory("classes", ORG)).all())
                .extracting(Query::name)
                .containsExactly("getArea", "getOrg", "countOrgs");
    }

    @Test
    void a_jar_gives_what_a_directory_gives() throws IOException {
        assertThat(load(jar("sql.jar", ORG)).all())
                .containsExactlyElementsOf(load(directory("classes", ORG)).all());
    }

    @Test
    void of_a_jar_and_a_directory_on_the_class_path_the_first_counts() throws IOException {
        var classes = directory("classes", Map.of("orgs.sql", "-- name: getOrg\nselect 'directory'"));
        var jar = jar(
                "sql.jar", Map.of("orgs.sql", "-- name: getOrg\nselect 'jar'", "old.sql", "-- name: old\nselect 1"));

        assertThat(load(classes, jar).all()).extracting(Query::sql).containsExactly("select 'directory'");
        assertThat(load(jar, classes).all()).extracting(Query::sql).containsExactly("select 1", "select 'jar'");
    }

    @Test
    void what_is_no_file_of_statements_is_passed_over() throws IOException {
        var classes = directory(
                "classes", Map.of("orgs.sql", "-- name: getOrg\nselect 1", "orgs.sql.orig", "-- name: getOrg"));

        assertThat(load(classes).all()).hasSize(1);
    }

    @Test
    void a_name_that_two_files_of_a_verticle_use_is_an_error_that_names_both() throws IOException {
        var classes = directory(
                "classes", Map.of("orgs.sql", "-- name: get\nselect 1", "areas.sql", "-- name: get\nselect 2"));

        assertThatThrownBy(() -> load(classes))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Two statements of org are named 'get', in areas.sql and orgs.sql");
    }

    @Test
    void a_folder_that_is_not_there_is_an_error_that_says_so() {
        assertThatThrownBy(() -> Queries.load("orgs"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("There is no folder sql/queries/orgs on the class path");
    }

    @Test
    void a_statement_that_is_not_there_is_an_error_that_says_what_is() throws IOException {
        var queries = load(directory("classes", ORG));

        assertThatThrownBy(() -> queries.get("getOrgs"))
                .hasMessageContaining("getOrgs")
                .hasMessageContaining("countOrgs");
    }

    @Test
    void parameters_are_numbered_in_their_order_and_comments_literals_and_casts_are_none() throws IOException {
        var queries = load(directory("classes", ORG));

        assertThat(queries.get("getArea").sql()).isEqualTo("select ':no' \nwhere 1 = $1 and 2 = $2 and 3 = $1");
        assertThat(queries.get("getArea").parameters()).containsExactly("area", "org");
        assertThat(queries.get("getOrg").sql()).isEqualTo("select $1::uuid");
    }

    private Queries load(Path... classPath) throws IOException {
        var urls = new URL[classPath.length];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = classPath[i].toUri().toURL();
        }
        try (var classes = new URLClassLoader(urls, null)) {
            return Queries.load(classes, "org");
        }
    }

    private Path directory(String name, Map<String, String> files) throws IOException {
        write(folder.resolve(name).resolve("sql/queries/org"), files);
        return folder.resolve(name);
    }

    private Path jar(String name, Map<String, String> files) throws IOException {
        Files.createDirectories(folder);
        try (var jar = FileSystems.newFileSystem(folder.resolve(name), Map.of("create", "true"))) {
            write(jar.getPath("sql/queries/org"), files);
        }
        return folder.resolve(name);
    }

    private static void write(Path folder, Map<String, String> files) throws IOException {
        Files.createDirectories(folder);
        for (var file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }
}
