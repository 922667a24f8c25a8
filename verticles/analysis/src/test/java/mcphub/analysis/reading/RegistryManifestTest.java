package mcphub.analysis.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import mcphub.analysis.reading.RegistryManifest.Difference;
import mcphub.analysis.reading.RegistryManifest.Kind;
import mcphub.analysis.source.Origin;
import mcphub.analysis.source.SourceFile;
import mcphub.analysis.source.SourceTree;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The registry's manifest beside the archive's: in the tables, both are what follows the name {@code @acme/a} and the version 1.0.0. */
class RegistryManifestTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'bin': {'a': 'cli.js'}                           | 'bin': './cli.js'",
                "'bin': {'b': './x/../cli.js'}                    | 'bin': {'@acme/b': 'cli.js', 'c': 7}",
                "'bin': {'run.js': 'tools/run.js'}                | 'directories': {'bin': './tools'}",
                "'bin': {'run.js': 'tools/run.js'}                | 'bin': ['tools/run.js']",
                "'scripts': {'install': 'node-gyp rebuild'}       | 'name': '@acme/a'",
                "'scripts': {'postinstall': 'tsc'}                | 'scripts': {'postinstall': './node_modules/.bin/tsc'}",
                "'scripts': {'test': 'a', 'start': 'node server'} | 'scripts': {'test': 'b', 'install': 3}",
                "'dependencies': {'b': '1', 'c': '2'}, 'optionalDependencies': {'c': '2'} | 'dependencies': {'b': '1', 'c': '9'}, 'optionalDependencies': {'c': ' 2 '}",
                "'dependencies': {'b': 'github:x/y#v1'}           | 'dependencies': {'b': 'x/y#v1'}",
                "'dependencies': {'b': 'git+ssh://git@github.com/x/y.git'} | 'dependencies': {'b': 'https://github.com/x/y'}",
                "'dependencies': {'b': '1'}, 'bundleDependencies': ['b'] | 'dependencies': {'b': '1'}, 'bundledDependencies': true",
                "'bundleDependencies': []                         | 'bundleDependencies': false",
                "'version': '1.0.0'                               | 'version': 'v1.0.0+build'",
                "'version': '2026.8.31'                           | 'version': '2026.08.31'",
                "'version': '1.0.0-rc.01'                         | 'version': '=1.0.0-rc.01'",
                "'license': {'type': 'MIT'}                       | 'license': 'MIT'",
                "'licenses': [{'type': 'MIT'}, {'type': 'ISC'}]   | 'licenses': ['MIT', 'ISC']",
                "'engines': {'node': '>=18'}                      | 'engines': ['node >=18']",
                "'devDependencies': {'b': '1'}, '_id': 'a@1'      | 'devDependencies': {'c': '1'}"
            })
    void what_clients_and_registries_rewrite_is_no_difference(String registry, String archive) {
        assertThat(compared(registry, archive).differences()).isEmpty();
        assertThat(compared(archive, registry).differences()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "nothing",
            value = {
                "'name': 'b'                            | 'name': 'c'                             | IDENTITY     | name                  | b | c",
                "'version': '1.0.1'                     | 'version': '1.0.0'                      | IDENTITY     | version               | 1.0.1 | 1.0.0",
                "'dependencies': {'b': '1'}             | 'dependencies': {}                      | DEPENDENCIES | dependencies.b        | 1 | nothing",
                "'dependencies': {}                     | 'dependencies': {'b': '1'}              | DEPENDENCIES | dependencies.b        | nothing | 1",
                "'dependencies': {'b': '1'}             | 'dependencies': {'b': '2'}              | DEPENDENCIES | dependencies.b        | 1 | 2",
                "'optionalDependencies': {'b': '1'}     | 'devDependencies': {'b': '1'}           | DEPENDENCIES | dependencies.b        | 1 | nothing",
                "'peerDependencies': {'b': '1'}         | 'x': 1                                  | DEPENDENCIES | peerDependencies.b    | 1 | nothing",
                "'x': 1                                 | 'bundledDependencies': ['b']            | DEPENDENCIES | bundleDependencies.b  | nothing | b",
                "'dependencies': {'b': 'github:x/y'}    | 'dependencies': {'b': 'gitlab:x/y'}     | DEPENDENCIES | dependencies.b        | github:x/y | gitlab:x/y",
                "'bin': {'a': 'cli.js'}                 | 'bin': {'a': 'evil.js'}                 | PROGRAMS     | bin.a                 | cli.js | evil.js",
                "'bin': {'npm': 'cli.js'}               | 'x': 1                                  | PROGRAMS     | bin.npm               | cli.js | nothing",
                "'scripts': {'postinstall': 'node x'}   | 'scripts': {}                           | SCRIPTS      | scripts.postinstall   | node x | nothing",
                "'scripts': {}                          | 'scripts': {'preinstall': 'node x'}     | SCRIPTS      | scripts.preinstall    | nothing | node x",
                "'license': 'MIT'                       | 'license': 'GPL-3.0-only'               | LICENSE      | license               | MIT | GPL-3.0-only",
                "'engines': {'node': '>=18'}            | 'engines': {'node': '>=22'}             | ENGINES      | engines.node          | >=18 | >=22"
            })
    void what_is_installed_or_run_otherwise_is_a_difference(
            String registry, String archive, Kind kind, String key, @Nullable String theirs, @Nullable String ours) {
        var paths = kind == Kind.SCRIPTS ? List.<String>of() : List.of("binding.gyp");

        assertThat(compared(registry, archive, paths).differences())
                .containsExactly(new Difference(kind, key, theirs == null ? "" : theirs, ours == null ? "" : ours));
    }

    @Test
    void what_only_the_registry_says_is_a_manifest_of_its_own_and_what_both_say_is_not_in_it() {
        var added = compared(
                        "'dependencies': {'b': '1', 'c': '2'}, 'optionalDependencies': {'d': '3'}, 'scripts': {'postinstall': 'node x'}",
                        "'dependencies': {'b': '1', 'c': '1'}")
                .added()
                .orElseThrow();

        assertThat(added.file().path()).isEqualTo("package.json (registry)");
        assertThat(added.installed())
                .extracting(Dependency::name, Dependency::requirement)
                .containsExactly(tuple("c", "2"), tuple("d", "3"));
        assertThat(added.scripts().path("postinstall").asText()).isEqualTo("node x");
        assertThat(compared("'engines': {'node': '1'}", "'license': 'MIT'").added())
                .isEmpty();
    }

    private static RegistryManifest compared(String registry, String archive) {
        return compared(registry, archive, List.of("binding.gyp"));
    }

    private static RegistryManifest compared(String registry, String archive, List<String> paths) {
        var files = new ArrayList<SourceFile>();
        paths.forEach(path -> files.add(file(path, "x")));
        files.add(file("tools/run.js", "1"));
        files.add(file("package.json", json(archive)));
        return new Source(new SourceTree(files), Origin.NPM, json(registry))
                .registryManifest()
                .orElseThrow();
    }

    private static SourceFile file(String path, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new SourceFile(path, bytes.length, () -> bytes);
    }

    private static String json(String rest) {
        return ("{'name': '@acme/a', 'version': '1.0.0', " + rest + "}").replace('\'', '"');
    }
}
