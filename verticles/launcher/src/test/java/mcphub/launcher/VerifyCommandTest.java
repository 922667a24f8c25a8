package mcphub.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import mcphub.catalog.receipt.ReceiptKey;
import mcphub.catalog.receipt.Statement;
import mcphub.kernel.Digests;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Receipts on the command line, by whoever has the keys and nothing else of a hub. */
final class VerifyCommandTest {
    private static final ReceiptKey.Pair PAIR = ReceiptKey.Pair.generate();

    @TempDir
    private Path folder;

    private Path archive;

    @BeforeEach
    void keysAndArchive() throws IOException {
        archive = Files.writeString(folder.resolve("server.tgz"), "an archive");
        keys("receipt-keys.json", PAIR);
    }

    private Path keys(String name, ReceiptKey.Pair pair) throws IOException {
        var keys = new JsonObject().put("keys", new JsonArray().add(pair.half().jwk()));
        return Files.writeString(folder.resolve(name), keys.encode());
    }

    private Path receipt(Duration age) throws IOException {
        var scanned = Instant.now().minus(age);
        var facts = new JsonObject("""
                {"name": "server", "version": "1.0.0", "source": {"type": "npm", "package": "server", "ref": "1.0.0"}, "toolchain_version": "mcphub-static:2.3.0",
                 "scoring_version": "v2.2", "controls_catalog_version": "v1.8", "snapshot_id": "3b9c1c36-7a0e-4f5c-9d57-6c1f6e2d8b21", "content_sha256": "cc", "suspected": false,
                 "status": "CERTIFIED", "caps": [], "controls": {"judged": 1, "total": 2}, "findings": {"critical": 0, "high": 0, "medium": 1, "low": 0},
                 "grade": "B", "code_judged": true, "dependencies_judged": true}""")
                .put(
                        "tarball_sha256",
                        HexFormat.of().formatHex(Digests.sha256("an archive").getBytes()))
                .put("scanned_at", scanned.toString())
                .put("freshness_expires_at", scanned.plus(Duration.ofDays(30)).toString());
        Buffer payload = Statement.of(facts);
        return Files.writeString(
                folder.resolve("receipt.json"),
                PAIR.sign(Statement.PAYLOAD_TYPE, payload).json());
    }

    private static Commands.Result verify(Path receipt, Object... more) {
        var arguments = new ArrayList<>(List.of("verify", receipt.toString()));
        for (Object argument : more) {
            arguments.add(argument.toString());
        }
        return Commands.run(arguments);
    }

    @Test
    void a_valid_receipt_is_0_and_says_what_it_says() throws IOException {
        var result = verify(receipt(Duration.ofDays(1)), "--artifact", archive);
        assertThat(result.exit()).as(result.printed()).isZero();
        assertThat(result.printed())
                .contains("signed by: " + PAIR.half().kid(), "verdict: warnings", "pkg:npm/server@1.0.0", "grade: B")
                .contains("valid, and about this archive");
        assertThat(verify(receipt(Duration.ofDays(1))).printed()).contains("no archive was compared");
    }

    @Test
    void what_is_not_valid_is_1_and_says_nothing_of_its_content() throws IOException {
        var receipt = receipt(Duration.ofDays(1));
        var other = Files.writeString(folder.resolve("other.tgz"), "another archive");
        var wrong = verify(receipt, "--artifact", other);
        assertThat(wrong.exit()).isEqualTo(1);
        assertThat(wrong.printed()).contains("NOT VALID", "another archive").doesNotContain("verdict");
        var unknown = verify(receipt, "--key", keys("others.json", ReceiptKey.Pair.generate()));
        assertThat(unknown.exit()).isEqualTo(1);
        assertThat(unknown.printed()).contains("no key at hand").doesNotContain("verdict");
        byte[] bytes = Files.readAllBytes(receipt);
        bytes[bytes.length / 2] ^= 1;
        assertThat(verify(Files.write(folder.resolve("changed.json"), bytes)).exit())
                .isEqualTo(1);
        assertThat(verify(Files.writeString(folder.resolve("none.json"), "{}")).exit())
                .isEqualTo(1);
    }

    @Test
    void a_valid_one_that_is_no_longer_fresh_is_3() throws IOException {
        var late = verify(receipt(Duration.ofDays(31)));
        assertThat(late.exit()).isEqualTo(3);
        assertThat(late.printed()).contains("verdict: warnings", "valid, but not fresh");
        var receipt = receipt(Duration.ofDays(8));
        assertThat(verify(receipt, "--max-age", 7).exit()).isEqualTo(3);
        assertThat(verify(receipt, "--max-age", 9).exit()).isZero();
    }

    @Test
    void called_wrongly_is_2() throws IOException {
        var receipt = receipt(Duration.ofDays(1));
        assertThat(verify(folder.resolve("nothing.json")).exit()).isEqualTo(2);
        assertThat(verify(receipt, "--key", folder.resolve("nothing.json")).exit())
                .isEqualTo(2);
        assertThat(verify(receipt, "--artifact", folder.resolve("nothing")).exit())
                .isEqualTo(2);
        assertThat(verify(receipt, "--key", archive).exit()).isEqualTo(2);
        assertThat(verify(receipt, "--max-age", "soon").exit()).isEqualTo(2);
        assertThat(verify(receipt, "--max-age", -1).exit()).isEqualTo(2);
        assertThat(Commands.run(List.of("verify")).exit()).isEqualTo(2);
        assertThat(Commands.run(List.of("--help")).printed()).contains("verify");
    }
}
