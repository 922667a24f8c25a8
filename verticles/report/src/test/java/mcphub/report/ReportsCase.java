package mcphub.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.Map;
import mcphub.analysis.AnalysisVerticle;
import mcphub.catalog.CatalogVerticle;
import mcphub.gateway.GatewayVerticle;
import mcphub.harness.ApiClient;
import mcphub.harness.Packages;
import mcphub.harness.Pdf;
import mcphub.harness.People;
import mcphub.harness.TestHub;
import mcphub.identity.IdentityVerticle;
import mcphub.org.OrgVerticle;
import mcphub.policy.PolicyVerticle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A hub with one bad MCP, and for each test an organization of its own that orders reports. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ReportsCase {
    static final String NAME = "@数据/mcp-tools";

    TestHub hub;

    People people;

    String mcp;

    String snapshot;

    People.Person owner;

    String org;

    ApiClient pipeline;

    @BeforeAll
    void start(Vertx vertx) {
        hub = TestHub.start(
                vertx,
                Map.of(
                        "report.poll_ms",
                        200,
                        "report.max_under_way_per_org",
                        3,
                        "http.public_url",
                        "https://hub.example.org"),
                AnalysisVerticle.PART,
                CatalogVerticle.PART,
                PolicyVerticle.PART,
                ReportVerticle.PART,
                IdentityVerticle.PART,
                OrgVerticle.PART,
                GatewayVerticle.PART);
        people = new People(hub);
        mcp = hub.upload(NAME, Packages.bad("mcp-tools", "1.0.0"));
        snapshot = snapshotOf(mcp);
    }

    @BeforeEach
    void anOrganization() {
        owner = people.join("owner");
        org = people.organization(owner);
        pipeline = people.pipeline(owner, org);
    }

    String snapshotOf(String of) {
        return hub.query(
                "select s.id from analysis.snapshots s join analysis.versions v on v.snapshot_id = s.id where v.mcp_id = '"
                        + of + "'");
    }

    static JsonObject of(String snapshot) {
        return JsonObject.of("snapshot_id", snapshot, "format", "PDF");
    }

    /** Orders a report and waits for it; gives its path. */
    String made(JsonObject order) {
        String path = org + "/reports/"
                + owner.api().call(202, "POST", org + "/reports", order).getString("id");
        settle(path);
        assertThat(owner.api().get(path).getString("status"))
                .as(owner.api().get(path).encode())
                .isEqualTo("COMPLETED");
        return path;
    }

    void settle(String path) {
        hub.awaitNone("select count(*) from report.reports where status in ('PENDING', 'RUNNING') and id = '"
                + path.substring(path.lastIndexOf('/') + 1) + "'");
    }

    /** The organization's id. */
    String orgId() {
        return org.substring(org.lastIndexOf('/') + 1);
    }

    /** A new area; gives its id. */
    String area(String slug) {
        return owner.api()
                .call(201, "POST", org + "/areas", JsonObject.of("name", slug, "slug", slug))
                .getString("id");
    }

    /** A new policy that denies; gives its path. */
    String deny(String name, String type, String value) {
        var policy = new JsonObject()
                .put("name", name)
                .put("action", "DENY")
                .put("target_type", type)
                .put("target_value", value)
                .put("priority", 1);
        return org + "/policies/"
                + owner.api().call(201, "POST", org + "/policies", policy).getString("id");
    }

    /** Asks for a verdict. */
    void ask(String... names) {
        var mcps = new JsonArray();
        for (String name : names) {
            mcps.add(JsonObject.of("name", name));
        }
        pipeline.call(200, "POST", "/api/v1/ci/evaluate", JsonObject.of("mcps", mcps));
    }

    /** Makes an MCP one of the organization's own, in an area. */
    void hide(String hidden, String area) {
        hub.execute("update catalog.mcps set visibility = 'private', org_id = '" + orgId() + "', area_id = '" + area
                + "' where id = '" + hidden + "'");
    }

    /** The text of a report's file. */
    String textOf(String report) {
        return Pdf.text(Pdf.get(owner, report + ".pdf").body());
    }
}
