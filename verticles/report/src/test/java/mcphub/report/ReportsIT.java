package mcphub.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import mcphub.harness.Pdf;
import mcphub.kernel.Provenance;
import mcphub.kernel.Trace;
import org.junit.jupiter.api.Test;

/** Reports from the order to the file. */
final class ReportsIT extends ReportsCase {
    @Test
    void a_report_is_ordered_made_and_downloaded() throws GeneralSecurityException {
        var ordered = owner.api().send("POST", org + "/reports", of(snapshot));
        assertThat(ordered.statusCode()).isEqualTo(202);
        var report = new JsonObject(ordered.body());
        assertThat(report.getString("status")).isEqualTo("PENDING");
        String path = org + "/reports/" + report.getString("id");
        assertThat(ordered.headers().firstValue("location")).contains(path);

        settle(path);

        var done = owner.api().get(path);
        var file = done.getJsonObject("file");
        assertThat(done.getString("status")).isEqualTo("COMPLETED");
        assertThat(file.getString("url")).isEqualTo(path + ".pdf");
        var download = Pdf.get(owner, file.getString("url"));
        assertThat(download.statusCode()).isEqualTo(200);
        assertThat(download.headers().firstValue("content-type")).contains("application/pdf");
        assertThat(download.headers().firstValue("content-disposition"))
                .contains("attachment; filename=\"" + file.getString("name") + "\"");
        assertThat(file.getString("name")).matches("mcphub-mcp-tools-upload-[0-9a-f]{7}-[0-9-]+\\.pdf");
        assertThat(download.body()).hasSize(file.getInteger("size"));
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(download.body())))
                .isEqualTo(file.getString("sha256"));
        assertThat(Pdf.pages(download.body())).isEqualTo(file.getInteger("pages"));
        assertThat(owner.api()
                        .get(org + "/reports")
                        .getJsonArray("reports")
                        .getJsonObject(0)
                        .getString("id"))
                .isEqualTo(done.getString("id"));
        assertThat(hub.query("select count(*) from audit.events where action = 'report.created' and target_id = '"
                        + done.getString("id") + "'"))
                .isEqualTo("1");
    }

    @Test
    void it_says_what_the_api_says() {
        String text = textOf(made(of(snapshot)));
        String version = hub.latest(mcp);
        var scores = hub.api().get(version + "/scores");
        var latest = hub.api().get(version + "/snapshot/latest");
        assertThat(text)
                .contains(NAME, latest.getString("id"), latest.getString("content_sha256"))
                .contains("scores " + scores.getInteger("global_score") + " of 100, which is grade "
                        + scores.getString("grade"))
                .contains(hub.api().get(version).getString("tarball_sha256"))
                .contains(latest.getString("toolchain_version"), latest.getString("scoring_version"))
                .contains("left-pad");
        scores.getJsonObject("scores")
                .forEach(dimension -> ((JsonObject) dimension.getValue())
                        .getJsonObject("breakdown")
                        .forEach(part -> assertThat(text)
                                .contains(label(part.getKey()) + " "
                                        + (part.getValue() == null ? "not judged" : part.getValue()))));
        for (Object each : hub.api().get(version + "/findings?limit=100").getJsonArray("findings")) {
            var finding = (JsonObject) each;
            var trace = Trace.of(finding.getString("message"));
            assertThat(text)
                    .contains(plain(trace.says()), plain(finding.getString("evidence")))
                    .containsIgnoringCase(plain(Provenance.of(finding)));
            assertThat(trace.steps())
                    .allSatisfy(step ->
                            assertThat(text).contains(plain(step.file() + ":" + step.line() + " " + step.what())));
            if (finding.getString("file") != null && finding.getInteger("line") != null) {
                assertThat(text).contains(finding.getString("file") + ":" + finding.getInteger("line"));
            }
        }
        for (Object each : hub.api().get(version + "/controls").getJsonArray("controls")) {
            assertThat(text).contains(((JsonObject) each).getString("control_name"));
        }
        assertThat(text).doesNotContain("Z7KQ2M4XW5RT5B3C");
    }

    private static String label(String part) {
        return switch (part) {
            case "ci_cd" -> "CI/CD";
            case "licenses" -> "Licences";
            default -> Character.toUpperCase(part.charAt(0)) + part.substring(1).replace('_', ' ');
        };
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replaceAll("\\s+", " ")
                .strip();
    }

    @Test
    void the_receipt_on_its_last_page_is_signed_by_the_hub() throws GeneralSecurityException {
        String text = textOf(made(of(snapshot))).replace(" ", "");
        var found = Pattern.compile("ey[A-Za-z0-9_-]+\\.ey[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{86}")
                .matcher(text);
        assertThat(found.find()).isTrue();
        String[] parts = found.group().split("\\.", -1);
        var header = new JsonObject(new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8));
        var claims = new JsonObject(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
        assertThat(claims.getString("snapshot_id")).isEqualTo(snapshot);
        assertThat(claims.getString("tarball_sha256"))
                .isEqualTo(hub.api().get(hub.latest(mcp)).getString("tarball_sha256"));

        var signature = Signature.getInstance("Ed25519");
        signature.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(key(header.getString("kid"))));
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
        assertThat(hub.api().as(found.group()).send("GET", "/api/v1/auth/me").statusCode())
                .as("a receipt is no credential")
                .isEqualTo(401);
    }

    private X509EncodedKeySpec key(String kid) {
        for (Object each : hub.api().get("/.well-known/jwks.json").getJsonArray("keys")) {
            var jwk = (JsonObject) each;
            if (jwk.getString("kid").equals(kid)) {
                byte[] head = HexFormat.of().parseHex("302a300506032b6570032100");
                byte[] point = Base64.getUrlDecoder().decode(jwk.getString("x"));
                byte[] encoded = Arrays.copyOf(head, head.length + point.length);
                System.arraycopy(point, 0, encoded, head.length, point.length);
                return new X509EncodedKeySpec(encoded);
            }
        }
        throw new AssertionError("No published key is named " + kid);
    }

    @Test
    void a_wrong_order_says_what_is_wrong() {
        var format =
                owner.api().call(400, "POST", org + "/reports", of(snapshot).put("format", "DOCX"));
        assertThat(format.getString("message")).contains("format", "PDF");
        assertThat(owner.api()
                        .call(400, "POST", org + "/reports", new JsonObject())
                        .getString("message"))
                .contains("snapshot_id", "required");
        assertThat(owner.api()
                        .call(400, "POST", org + "/reports", of(snapshot).put("type", "ORGANIZATION"))
                        .getString("message"))
                .contains("snapshot_id");
        for (String wrong : List.of("no-uuid", "urn:uuid:" + snapshot, "{" + snapshot + "}")) {
            assertThat(owner.api()
                            .call(400, "POST", org + "/reports", of(wrong))
                            .getString("message"))
                    .isEqualTo("Invalid field 'snapshot_id': must be a UUID");
        }
        owner.api().call(400, "POST", org + "/reports", of(snapshot).put("paper", "A0"));
        owner.api().call(404, "POST", org + "/reports", of("00000000-0000-4000-8000-000000000000"));
        owner.api().call(404, "GET", org + "/reports/00000000-0000-4000-8000-000000000000", null);
        owner.api().call(404, "GET", org + "/reports/00000000-0000-4000-8000-000000000000.pdf", null);
        owner.api().call(400, "GET", org + "/reports/nothing.pdf", null);
        assertThat(owner.api().send("POST", org + "/reports/nothing.pdf").statusCode())
                .isEqualTo(405);
    }

    @Test
    void who_may_order_and_who_may_read() {
        String path = made(of(snapshot));
        var viewer = people.join("viewer");
        people.member(owner, org, viewer, "VIEWER");
        var stranger = people.join("stranger");
        var suspended = people.join("suspended");
        people.member(owner, org, suspended, "ADMIN");
        hub.execute("update identity.users set status = 'SUSPENDED' where id = '" + suspended.id() + "'");

        viewer.api().call(403, "POST", org + "/reports", of(snapshot));
        viewer.api().get(path);
        assertThat(Pdf.get(viewer, path + ".pdf").statusCode()).isEqualTo(200);
        for (String read : List.of(path, path + ".pdf", org + "/reports")) {
            stranger.api().call(404, "GET", read, null);
            suspended.api().call(403, "GET", read, null);
            hub.api().call(401, "GET", read, null);
        }
        stranger.api().call(404, "POST", org + "/reports", of(snapshot));
        suspended.api().call(403, "POST", org + "/reports", of(snapshot));
        var token = hub.api().as(people.token(owner, org, "report:org:*").getString("token"));
        token.call(202, "POST", org + "/reports", of(snapshot));
        token.get(path);
        hub.api()
                .as(people.token(owner, org, "read:org:*").getString("token"))
                .call(403, "POST", org + "/reports", of(snapshot));
        var elsewhere = people.organization(stranger);
        stranger.api().call(404, "GET", elsewhere + "/reports" + path.substring(path.lastIndexOf('/')), null);
        hub.execute("update org.orgs set plan = 'PRO' where id = '" + orgId() + "'");
        assertThat(owner.api().call(403, "POST", org + "/reports", of(snapshot)).getString("message"))
                .contains("ENTERPRISE");
        owner.api().call(403, "GET", path + ".pdf", null);
    }

    @Test
    void who_asks_for_too_many_has_to_wait() {
        hub.execute("insert into report.reports (org_id, type, format, paper, run_at) select '"
                + orgId()
                + "', 'ORGANIZATION', 'PDF', 'A4', now() + interval '1 day' from generate_series(1, 3)");
        assertThat(owner.api().call(409, "POST", org + "/reports", of(snapshot)).getString("message"))
                .contains("3 reports under way");
    }

    @Test
    void who_asks_for_one_does_not_wait_for_who_asked_for_many() {
        var other = people.join("other");
        String many = people.organization(other).replaceFirst(".*/", "");
        hub.execute("insert into report.reports (org_id, type, format, paper) select '" + many
                + "', 'ORGANIZATION', 'PDF', 'A4' from generate_series(1, 30)");

        String path = made(of(snapshot));

        hub.awaitNone("select count(*) from report.reports where status <> 'COMPLETED' and org_id = '" + many + "'");
        assertThat(Integer.parseInt(hub.query("select count(*) from report.reports mine join report.reports theirs on "
                        + "theirs.org_id = '" + many + "' and theirs.completed_at < mine.completed_at where mine.id = '"
                        + path.replaceFirst(".*/", "") + "'")))
                .isLessThan(15);
    }

    @Test
    void a_report_on_what_is_gone_meanwhile_fails_and_says_so() {
        hub.execute("insert into report.reports (org_id, type, snapshot_id, format, paper) values ('" + orgId()
                + "', 'SNAPSHOT', gen_random_uuid(), 'PDF', 'A4')");
        hub.awaitNone(
                "select count(*) from report.reports where status in ('PENDING', 'RUNNING') and run_at < now() and org_id = '"
                        + orgId() + "'");
        var failed = owner.api().get(org + "/reports").getJsonArray("reports").getJsonObject(0);
        assertThat(failed.getString("status")).isEqualTo("FAILED");
        assertThat(failed.getString("error")).contains("not there any more");
    }

    @Test
    void receivers_hear_when_it_is_ready() {
        hub.execute("insert into webhook.subscriptions (org_id, url, events, secret) values ('" + orgId()
                + "', 'https://192.0.2.1/', '{report.ready}', '')");
        made(of(snapshot));
        assertThat(hub.query(
                        "select e.payload::json -> 'data' ->> 'snapshot_id' from webhook.events e join webhook.deliveries d on d.event_id = e.id where e.type = 'report.ready' and d.org_id = '"
                                + orgId() + "'"))
                .isEqualTo(snapshot);
    }
}
