package mcphub.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import mcphub.catalog.receipt.ReceiptKey;
import mcphub.catalog.receipt.Verification;
import mcphub.catalog.receipt.Verification.Against;
import mcphub.catalog.receipt.Verification.Outcome;
import mcphub.harness.HubUnderTest;
import mcphub.harness.Packages;
import mcphub.harness.Parallel;
import mcphub.harness.People;
import org.junit.jupiter.api.Test;

/** Receipts of versions as a hub signs them, verified as anybody would. */
final class ReceiptIT extends CatalogCase {
    private HttpResponse<String> receipt(String version, String... headers) {
        return hub.api().send("GET", version + "/receipt", headers);
    }

    private JsonObject keys() {
        return hub.api().get("/api/v1/receipt-keys");
    }

    private Verification verified(String receipt) {
        return Verification.of(receipt, new Against(ReceiptKey.set(keys().encode()), null, Instant.now(), null));
    }

    private static JsonObject statement(String receipt) {
        var payload = Base64.getDecoder().decode(new JsonObject(receipt).getString("payload"));
        return new JsonObject(new String(payload, StandardCharsets.UTF_8));
    }

    private static JsonObject predicate(String receipt) {
        return statement(receipt).getJsonObject("predicate");
    }

    @Test
    void a_receipt_says_what_the_snapshot_says_and_whose_archive_it_is() throws IOException {
        String version = hub.latest(good);
        var response = receipt(version);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("application/vnd.dsse.envelope.v1+json");
        assertThat(verified(response.body()).outcome()).isEqualTo(Outcome.VALID);
        keep("good", response.body());

        var snapshot = hub.api().get(version + "/snapshot/latest");
        String sha256 = hub.api().get(version).getString("tarball_sha256");
        var statement = statement(response.body());
        assertThat(statement.getJsonArray("subject"))
                .isEqualTo(new JsonArray()
                        .add(new JsonObject()
                                .put("name", "@example/files")
                                .put("uri", "pkg:npm/%40example/files@1.2.0")
                                .put("digest", new JsonObject().put("sha256", sha256))));
        var predicate = statement.getJsonObject("predicate");
        assertThat(predicate.getString("scanner") + ":" + predicate.getString("scanner_version"))
                .isEqualTo(snapshot.getString("toolchain_version"));
        assertThat(predicate.getString("rule_set_ref"))
                .matches("mcphub-controls/" + snapshot.getString("controls_catalog_version") + "@sha256:[0-9a-f]{64}");
        assertThat(predicate.getString("scanned_artifact_digest")).isEqualTo("sha256:" + sha256);
        assertThat(predicate.getString("evidence_digest")).isEqualTo("sha256:" + snapshot.getString("content_sha256"));
        assertThat(predicate.getString("scanned_at")).isEqualTo(snapshot.getString("created_at"));
        assertThat(predicate.getJsonArray("scan_scope")).contains("package", "code");
        var ours = predicate.getJsonObject("org.mcphub/assessment");
        for (String field : List.of("global_score", "grade", "certification_level", "caps")) {
            assertThat(ours.getValue(field)).isEqualTo(snapshot.getValue(field));
        }
        assertThat(new JsonObject(response.body()).fieldNames())
                .as("no key comes along")
                .containsExactlyInAnyOrder("payloadType", "payload", "signatures");
    }

    /** For those who verify with another implementation: scripts/oracles/receipts. */
    private void keep(String name, String receipt) throws IOException {
        String folder = System.getProperty("receipts.folder");
        if (folder != null) {
            Files.writeString(Path.of(folder, name + ".receipt.json"), receipt);
            Files.writeString(Path.of(folder, "receipt-keys.json"), keys().encode());
        }
    }

    @Test
    void the_same_snapshot_is_the_same_bytes_whoever_asks_first_and_whatever_key_signs_today()
            throws IOException, InterruptedException {
        String mcp = hub.upload("receipts-again", Packages.good("receipts-again", "1.0.0"));
        String version = hub.latest(mcp);
        var all = Parallel.run(20, n -> receipt(version).body());
        assertThat(all.stream().distinct()).hasSize(1);
        String first = all.getFirst();
        String tag = receipt(version).headers().firstValue("etag").orElseThrow();
        assertThat(receipt(version, "if-none-match", tag).statusCode()).isEqualTo(304);

        String kid = VersionReceiptKeys.rotate(hub.vertx(), hub.settings()).await();

        assertThat(receipt(version).body()).isEqualTo(first);
        assertThat(verified(first).outcome()).as("older receipts stay good").isEqualTo(Outcome.VALID);
        String next = receipt(hub.latest(hub.upload("receipts-next", Packages.good("receipts-next", "1.0.0"))))
                .body();
        assertThat(next).contains(kid);
        assertThat(first).doesNotContain(kid);
        assertThat(verified(next).outcome()).isEqualTo(Outcome.VALID);
        keep("rotated", next);
        assertThat(keys().getJsonArray("keys").getJsonObject(0).getString("kid"))
                .isEqualTo(kid);
    }

    @Test
    void keys_of_receipts_are_none_of_those_that_verify_access_tokens() {
        receipt(hub.latest(good));
        var tokens = hub.api().get("/.well-known/jwks.json").encode();
        assertThat(keys().getJsonArray("keys")).isNotEmpty();
        for (Object key : keys().getJsonArray("keys")) {
            assertThat(tokens).doesNotContain(((JsonObject) key).getString("x"));
        }
        assertThat(hub.query("select string_agg(private_key::text, '') from catalog.receipt_keys"))
                .as("locked: RFC 8410 begins so")
                .doesNotContain("302e020100300506032b6570");
    }

    @Test
    void what_is_bad_is_told_so_and_a_status_that_turns_makes_another_receipt() {
        String version = hub.latest(bad);
        String before = receipt(version).body();
        assertThat(predicate(before).getString("verdict")).isEqualTo("findings");
        String mcp = hub.upload("receipts-turn", Packages.good("receipts-turn", "1.0.0"));
        String turning = hub.latest(mcp);
        hub.execute(
                "update analysis.snapshots s set high_findings = 0 from analysis.versions v where s.id = v.snapshot_id and v.mcp_id = '"
                        + mcp + "'");
        String certified = receipt(turning).body();
        assertThat(predicate(certified).getString("verdict")).isNotEqualTo("findings");
        hub.execute("update analysis.versions set status = 'KNOWN_VULNERABLE' where mcp_id = '" + mcp + "';"
                + "insert into analysis.version_events (version_id, status) select id, status from analysis.versions where mcp_id = '"
                + mcp + "'");
        String vulnerable = receipt(turning).body();
        assertThat(predicate(vulnerable).getString("verdict")).isEqualTo("findings");
        assertThat(verified(certified).outcome()).isEqualTo(Outcome.VALID);
        hub.execute("update analysis.versions set status = 'DEPRECATED' where mcp_id = '" + mcp + "'");
        assertThat(receipt(turning).body()).as("what it was found to be stands").isEqualTo(vulnerable);
    }

    @Test
    void clean_is_only_what_was_judged_dependencies_and_all() {
        String mcp = hub.upload("receipts-clean", Packages.good("receipts-clean", "1.0.0"));
        String version = hub.latest(mcp);
        String snapshot = "(select snapshot_id from analysis.versions where mcp_id = '" + mcp + "')";
        hub.execute("update analysis.snapshots set high_findings = 0, medium_findings = 0, low_findings = 0 where id = "
                + snapshot);
        String dependencies =
                "update analysis.control_results set outcome = '%s' where control_id = 'KNOWN_VULNERABLE_DEPENDENCY' and snapshot_id = "
                        + snapshot;

        hub.execute(dependencies.formatted("inconclusive"));
        var unknown = predicate(receipt(version).body());
        assertThat(unknown.getString("verdict")).isEqualTo("inconclusive");
        assertThat(unknown.getString("inconclusive_reason")).isEqualTo("evidence_unavailable");
        assertThat(unknown.getJsonArray("scan_scope")).containsExactly("package", "code");

        hub.execute(dependencies.formatted("passed"));
        var known = predicate(receipt(version).body());
        assertThat(known.getString("verdict")).isEqualTo("clean");
        assertThat(known.containsKey("inconclusive_reason")).isFalse();
        assertThat(known.getJsonArray("scan_scope")).containsExactly("package", "code", "dependency");
    }

    @Test
    void what_a_stranger_does_not_see_has_no_receipt_for_him() {
        var people = new People(hub);
        var owner = people.join("receipt-owner");
        String mcp = hub.upload("receipts-private", Packages.good("receipts-private", "1.0.0"));
        String path = hub.latest(mcp) + "/receipt";
        hub.execute("update catalog.mcps set visibility = 'private', owner_id = '" + owner.id() + "' where id = '" + mcp
                + "'");
        hub.api().call(404, "GET", path, null);
        people.join("receipt-stranger").api().call(404, "GET", path, null);
        assertThat(owner.api().send("GET", path).statusCode()).isEqualTo(200);
        hub.execute("update identity.users set status = 'SUSPENDED' where id = '" + owner.id() + "'");
        HubUnderTest.until(() -> owner.api().send("GET", path).statusCode() == 403);
    }

    @Test
    void a_version_that_was_not_analysed_has_none() {
        String mcp = hub.upload("receipts-none", Packages.good("receipts-none", "1.0.0"));
        String version = hub.latest(mcp);
        hub.execute("update analysis.versions set snapshot_id = null, status = 'FAILED' where mcp_id = '" + mcp + "'");
        hub.api().call(404, "GET", version + "/receipt", null);
    }
}
