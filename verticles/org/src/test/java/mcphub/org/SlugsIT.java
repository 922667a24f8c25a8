package mcphub.org;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Slugs that strangers would take for somebody else's. */
final class SlugsIT extends OrganizationCase {
    @BeforeAll
    void catalogue() {
        hub.execute("insert into catalog.mcps (name, source_type, source_package) values "
                + "('@vista-0rn_1/files', 'npm', '@vista-0rn_1/files'), ('unscoped', 'npm', 'unscoped')");
    }

    private static JsonObject named(String slug) {
        return JsonObject.of("name", "o", "slug", slug);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vista0rn1", "vista-0rn-1", "v1staorni", "vlsta-0m-l", "vistaom-1"})
    void one_that_is_or_looks_like_a_scope_of_the_public_catalog_is_refused(String slug) {
        var refused = people.join("owner").api().call(409, "POST", ORGS, named(slug));

        assertThat(refused.getString("message"))
                .contains(slug)
                .contains("the scope @vista-0rn_1")
                .contains("administrator");
        assertThat(hub.query("select count(*) from org.orgs where slug = '" + slug + "'"))
                .isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vista0rn", "vista-0rn-2", "unscoped", "files"})
    void one_that_is_like_none_is_free(String slug) {
        people.join("owner").api().call(201, "POST", ORGS, named(slug));
    }

    @Test
    void scopes_of_packages_that_are_private_or_gone_are_nobodys() {
        var owner = people.join("owner");
        String org = people.organization(owner).replaceAll(".*/", "");
        hub.execute(
                "insert into catalog.mcps (name, source_type, source_package, visibility, org_id, deleted_at) values "
                        + "('@hidden/x', 'npm', '@hidden/x', 'private', '" + org + "', null), "
                        + "('@buried/x', 'npm', '@buried/x', 'public', null, now())");

        owner.api().call(201, "POST", ORGS, named("hidden"));
        owner.api().call(201, "POST", ORGS, named("buried"));
    }

    @Test
    void an_organization_that_was_there_before_keeps_its_slug() {
        var owner = people.join("owner");
        String org = people.organization(owner, "early-bird");
        hub.execute("insert into catalog.mcps (name, source_type, source_package) values "
                + "('@early-bird/x', 'npm', '@early-bird/x')");

        assertThat(owner.api()
                        .call(200, "PUT", org, JsonObject.of("name", "Early"))
                        .getString("slug"))
                .isEqualTo("early-bird");
    }
}
