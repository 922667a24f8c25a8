package mcphub.analysis;

import static mcphub.analysis.ClosuresBench.manifest;
import static mcphub.analysis.ClosuresBench.releases;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.Map;
import mcphub.analysis.closure.Resolution.Kind;
import mcphub.harness.NpmStub;
import mcphub.harness.Packages;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Which registry hears the names of what is brought, and which names nobody hears. */
@ExtendWith(VertxExtension.class)
final class ClosureNamesIT {
    private static final int SCOPES = 150;

    @TempDir
    private static Path folder;

    private static ClosuresBench bench;
    private static NpmStub own;
    private static String org;

    @BeforeAll
    static void start(Vertx vertx) {
        bench = new ClosuresBench(vertx, folder);
        own = new NpmStub();
        org = bench.hub.query("""
                with u as (insert into identity.users (email, name) values ('many@example.org', 'Many') returning id),
                o as (insert into org.orgs (name, slug, display_name) values ('Many', 'many', 'Many') returning id),
                r as (
                    insert into org.registries (org_id, scope, url, updated_by)
                    select o.id, '@s' || lpad(n::text, 3, '0'), '%s', u.id from o, u, generate_series(1, %d) n)
                select id from o
                """.formatted(own.url(), SCOPES));
    }

    @AfterAll
    static void stop() {
        own.close();
        bench.close();
    }

    @Test
    void of_however_many_scopes_an_organization_has_nothing_is_asked_elsewhere() {
        String last = "@s" + SCOPES + "/private";
        own.publish(last, "1.0.0", Packages.good(last, "1.0.0"));
        bench.publish("public", "1.0.0", Map.of());
        bench.publish("@open/public", "1.0.0", Map.of());

        var brought = bench.run(() -> {
            var closures = bench.closures(30);
            var manifest = manifest("@s001/top", Map.of(last, "1", "public", "1", "@open/public", "1"));
            return closures.withLicenses(org + " @s001/top", closures.resolve(org + " @s001/top", manifest, null));
        });

        assertThat(releases(brought.resolution().resolution()))
                .containsExactlyInAnyOrder(last + "@1.0.0", "public@1.0.0", "@open/public@1.0.0");
        assertThat(own.asked()).filteredOn(path -> path.endsWith("private")).containsExactly("200 " + last);
        assertThat(bench.stub.asked()).noneMatch(path -> path.contains("private"));
        assertThat(brought.licenses()).containsEntry("public@1.0.0", "MIT").doesNotContainKey(last + "@1.0.0");
        assertThat(bench.hub.query("select string_agg(name, ',') from analysis.manifests where name like '%private'"))
                .isEqualTo(org + " " + last);
    }

    @Test
    void what_is_no_name_of_a_package_is_a_gap_and_opens_nothing_of_an_organization() {
        String secret = "@s002/secret";
        own.publish(secret, "1.0.0", Packages.good(secret, "1.0.0"));
        String key = org + " " + secret;
        var theirs = bench.run(() ->
                bench.closures(30).resolve(org + " @s001/top", manifest("top", Map.of(secret, "1")), null));
        assertThat(releases(theirs)).containsExactly(secret + "@1.0.0");
        int asked = bench.stub.asked().size();

        var resolution = bench.run(() -> bench.closures(30)
                .resolve(
                        "stranger",
                        manifest(
                                "stranger",
                                Map.of(
                                        "a",
                                        "npm:",
                                        "b",
                                        "npm:" + key + "@1",
                                        "c\0d",
                                        "1",
                                        "e".repeat(300),
                                        "1",
                                        "../f",
                                        "1",
                                        key,
                                        "1")),
                        null));

        assertThat(releases(resolution)).isEmpty();
        assertThat(resolution.troubles()).hasSize(6).allSatisfy(trouble -> {
            assertThat(trouble.kind()).isEqualTo(Kind.MISSING);
            assertThat(trouble.why()).isEqualTo("that is no name of an npm package");
        });
        assertThat(bench.stub.asked()).hasSize(asked);
    }

    @Test
    void a_release_that_asks_for_what_is_no_name_is_analysed_and_the_gap_is_told() {
        bench.publish("odd-names", "1.0.0", Map.of("fine", "npm:", "a b", "1", "x\0y", "1"));

        String mcp = bench.hub.certify("odd-names", "1.0.0");

        assertThat(bench.hub.query("select string_agg(r.complete::text, ',') from analysis.resolutions r "
                        + "join analysis.versions v on v.id = r.version_id where v.mcp_id = '" + mcp + "'"))
                .isEqualTo("false");
    }
}
