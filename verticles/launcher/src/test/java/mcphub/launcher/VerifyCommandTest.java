package mcphub.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
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

/** Receipts of versions on the command line, by whoever has the keys and nothing else of a hub. */
final class VerifyCommandTest {
    private static final ReceiptKey.Pair PAIR = ReceiptKey.Pair.generate();

    @TempDir
    private Path folder;

    private Path archive;
    private Path home;

    @BeforeEach
    void keysAndArchive() throws IOException {
        archive = Files.writeString(folder.resolve("server.tgz"), "an archive");
        home = Files.createDirectory(folder.resolve("home"));
        keys("home/receipt-keys.json", PAIR);
    }

    private Path keys(String name, ReceiptKey.Pair pair) throws IOException {
        var keys = new JsonObject().put("keys", new JsonArray().add(pair.half().jwk()));
        return Files.writeString(folder.resolve(name), keys.encode());
    }

    private static JsonObject facts(Duration age) {
        var scanned = Instant.now().minus(age);
        return new JsonObject("""
                {"name": "server", "version": "1.0.0", "source": {"type": "npm", "package": "server", "ref": "1.0.0"}, "toolchain_version": "mcphub-static:2.3.0",
                 "scoring_version": "v2.2", "controls_catalog_version": "v1.8", "snapshot_id": "3b9c1c36-7a0e-4f5c-9d57-6c1f6e2d8b21", "content_sha256": "cc", "suspected": false,
                 "status": "CERTIFIED", "caps": [], "controls": {"judged": 1, "total": 2}, "findings": {"critical": 0, "high": 0, "medium": 1, "low": 0},
                 "grade": "B", "code_judged": true, "dependencies_judged": true}""")
                .put(
                        "tarball_sha256",
                        HexFormat.of().formatHex(Digests.sha256("an archive").getBytes()))
                .put("scanned_at", scanned.toString())
                .put("freshness_expires_at", scanned.plus(Duration.ofDays(30)).toString());
    }

    private Path receipt(Duration age) throws IOException {
        Buffer payload = Statement.of(facts(age));
        return Files.writeString(
                folder.resolve("receipt.json"),
                PAIR.sign(Statement.PAYLOAD_TYPE, payload).json());
    }

    private Commands.Result verify(Path receipt, Object... more) {
        var arguments = new ArrayList<>(List.of("verify", receipt.toString(), "--home", home.toString()));
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
    void keys_beside_a_receipt_are_believed_only_where_they_are_named() throws IOException {
        var receipt = receipt(Duration.ofDays(1));
        Files.delete(home.resolve("receipt-keys.json"));
        var beside = keys("receipt-keys.json", PAIR);
        var unnamed = verify(receipt);
        assertThat(unnamed.exit()).isEqualTo(2);
        assertThat(unnamed.printed())
                .contains("--key", home.resolve("receipt-keys.json").toString())
                .doesNotContain("verdict");
        assertThat(verify(receipt, "--key", beside).exit()).isZero();
        keys("home/receipt-keys.json", ReceiptKey.Pair.generate());
        assertThat(verify(receipt).exit())
                .as("by the keys of the hub's own folder")
                .isEqualTo(1);
    }

    @Test
    void a_hub_that_is_named_is_asked_for_its_keys() throws IOException {
        var receipt = receipt(Duration.ofDays(1));
        var set = new JsonObject()
                .put("keys", new JsonArray().add(PAIR.half().jwk()))
                .encode()
                .getBytes(StandardCharsets.UTF_8);
        var hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hub.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            exchange.getResponseHeaders().set("location", "/api/v1/receipt-keys");
            exchange.sendResponseHeaders(path.equals("/api/v1/receipt-keys") ? 200 : 302, set.length);
            exchange.getResponseBody().write(set);
            exchange.close();
        });
        hub.start();
        String address = "http://127.0.0.1:" + hub.getAddress().getPort();
        try {
            assertThat(verify(receipt, "--key", address).exit()).isZero();
            assertThat(verify(receipt, "--key", address + "/api/v1/receipt-keys")
                            .exit())
                    .isZero();
            var elsewhere = verify(receipt, "--key", address + "/moved");
            assertThat(elsewhere.exit()).isEqualTo(2);
            assertThat(elsewhere.printed()).contains("answered 302");
        } finally {
            hub.stop(0);
        }
        assertThat(verify(receipt, "--key", address).exit())
                .as("nobody answers")
                .isEqualTo(2);
        for (String wrong : List.of("http://192.0.2.1", "ftp://127.0.0.1/keys", "https://", "http://[")) {
            assertThat(verify(receipt, "--key", wrong).exit()).as(wrong).isEqualTo(2);
        }
    }

    @Test
    void what_is_an_order_to_a_terminal_is_written_out_whether_signed_or_not() throws IOException {
        String orders = "\u001b]0;owned\u0007\u009b2J\u202e\r\\u001b";
        String written = "\\u001b]0;owned\\u0007\\u009b2J\\u202e\\u000d\\\\u001b";
        var signature = new JsonObject().put("keyid", orders).put("sig", "AAAA");
        var unsigned = new JsonObject()
                .put("payloadType", Statement.PAYLOAD_TYPE)
                .put("payload", "AAAA")
                .put("signatures", new JsonArray().add(signature));
        for (var forged : List.of(
                unsigned,
                unsigned.copy().put("payloadType", orders),
                unsigned.copy().put(orders, 1),
                unsigned.copy().put(orders.repeat(1_000), 1))) {
            var result = verify(Files.writeString(folder.resolve("forged.json"), forged.encode()));
            assertThat(result.exit()).isEqualTo(1);
            assertThat(result.printed()).contains("NOT VALID", written).hasSizeLessThan(10_000);
            assertThat(result.printed().chars().filter(c -> c != '\n'))
                    .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
        }
        var statement = new JsonObject(Statement.of(facts(Duration.ofDays(1))).toString());
        statement.getJsonObject("predicate").put("scanner", orders);
        var signed = PAIR.sign(Statement.PAYLOAD_TYPE, statement.toBuffer()).json();
        var result = verify(Files.writeString(folder.resolve("signed.json"), signed));
        assertThat(result.exit()).as(result.printed()).isZero();
        assertThat(result.printed()).contains("scanner: " + written);
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
