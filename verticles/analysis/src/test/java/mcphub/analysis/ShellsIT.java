package mcphub.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.Map;
import mcphub.harness.Packages;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A shell around a package is judged by that package's code. */
@ExtendWith(VertxExtension.class)
final class ShellsIT {
    @TempDir
    private static Path folder;

    private static ClosuresBench bench;

    @BeforeAll
    static void start(Vertx vertx) {
        bench = new ClosuresBench(vertx, folder);
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    private static void publish(String name, String version, String manifest, String file, String code) {
        String json = "{\"name\": \"%s\", \"version\": \"%s\", %s}".formatted(name, version, manifest);
        bench.stub.publish(name, version, Packages.tgz(Map.of("package/package.json", json, "package/" + file, code)));
    }

    private static String newest(String mcp, String what) {
        return bench.hub.query("select " + what
                + " from analysis.snapshots s join analysis.versions v on v.snapshot_id = s.id where v.mcp_id = '" + mcp
                + "'");
    }

    @Test
    void the_flaws_of_the_package_behind_are_findings_and_its_digest_is_evidence() {
        publish("behind", "1.0.0", "\"main\": \"a.js\"", "a.js", ShellsTest.SERVER);
        publish("behind", "1.1.0", "\"main\": \"a.js\"", "a.js", "export {};\n");
        publish(
                "in-front",
                "1.0.0",
                "\"bin\": \"cli.js\", \"dependencies\": {\"behind\": \"~1.0.0\"}",
                "cli.js",
                "import 'behind';\n");

        String mcp = bench.hub.certify("in-front", "1.0.0");

        assertThat(
                        newest(
                                mcp,
                                "(select string_agg(distinct f.file || ':' || f.line, ' ') from analysis.findings f where f.snapshot_id = s.id and f.severity in ('critical', 'high') and f.file like '%.js')"))
                .isEqualTo("node_modules/behind/a.js:4");
        var kind = new JsonObject(newest(mcp, "s.content")).getJsonObject("kind");
        assertThat(kind.getString("kind")).isEqualTo("thin_shell");
        var part = kind.getJsonArray("behind").getJsonObject(0);
        assertThat(part.getString("name") + " " + part.getString("version")).isEqualTo("behind 1.0.0");
        assertThat(part.getString("integrity")).startsWith("sha512-");
        assertThat(part.getString("unread")).isNull();
        assertThat(
                        newest(
                                mcp,
                                "(analysis.snapshot_doc(s) ->> 'kind') || ' ' || json_array_length(analysis.snapshot_doc(s) -> 'behind')"))
                .isEqualTo("thin_shell 1");
    }

    @Test
    void what_a_snapshot_says_of_its_kind_is_read_again() {
        publish("plain", "1.0.0", "\"main\": \"a.js\"", "a.js", ShellsTest.SERVER);
        String mcp = bench.hub.certify("plain", "1.0.0");
        String content = newest(mcp, "s.content");
        String composition = bench.hub.query(
                "select c.doc from analysis.compositions c join analysis.snapshots s on s.composition_sha256 = c.sha256 join analysis.versions v on v.snapshot_id = s.id where v.mcp_id = '"
                        + mcp + "'");

        var catalogue = mcphub.analysis.controls.Catalogue.shipped();
        var kind = Evidence.of(content, composition, catalogue::control).kind();
        assertThat(String.valueOf(KindDocument.of(kind)))
                .isEqualTo(new JsonObject(content).getJsonObject("kind").encode());
        var before = new JsonObject(content);
        before.remove("kind");
        assertThat(Evidence.of(before.encode(), composition, catalogue::control).kind())
                .isNull();
    }

    @Test
    void of_a_private_upload_no_registry_hears() {
        String manifest =
                "{\"name\": \"quiet\", \"version\": \"1.0.0\", \"bin\": \"cli.js\", \"dependencies\": {\"secretly-needed\": \"1\"}}";
        var files = Map.of("package/package.json", manifest, "package/cli.js", "import 'secretly-needed';\n");
        String mcp = bench.hub.upload("quiet", Packages.tgz(files));
        assertThat(newest(mcp, "s.kind -> 'behind' -> 0 ->> 'unread'"))
                .isEqualTo("The registry has no package secretly-needed");
        var asked = bench.asked("secretly-needed");
        assertThat(asked).isNotEmpty();

        publish("secretly-needed", "1.0.0", "\"main\": \"a.js\"", "a.js", ShellsTest.SERVER);
        bench.hub.execute("update catalog.mcps set visibility = 'private' where id = '" + mcp + "'");
        String version = bench.hub.query("select id from analysis.versions where mcp_id = '" + mcp + "'");
        var again = JsonObject.of("version", version, "mcp", mcp);
        bench.run(() -> String.valueOf(bench.closures(30).steps().first("queueAgain", again)));
        bench.hub.awaitSettled(mcp);

        assertThat(newest(mcp, "s.kind -> 'behind' -> 0 ->> 'unread'"))
                .isEqualTo("Of what is private no registry hears");
        assertThat(bench.asked("secretly-needed")).isEqualTo(asked);
    }
}
