package mcphub.catalog.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mcphub.catalog.receipt.Verification.Against;
import mcphub.catalog.receipt.Verification.Outcome;
import mcphub.kernel.Digests;
import mcphub.kernel.Resources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Receipts of versions that another implementation signed: {@code scripts/receipt-vectors.mjs} made them, by keys that RFC 8032 gives as examples. */
final class VerificationTest {
    private static final List<JsonObject> LINES = Resources.text("mcphub/catalog/receipt/vectors.jsonl")
            .lines()
            .map(JsonObject::new)
            .toList();
    private static final Map<String, ReceiptKey> KEYS =
            ReceiptKey.set(LINES.getFirst().encode());
    private static final String GOOD = LINES.get(1).getString("receipt");
    private static final Instant NOW = Instant.parse("2026-01-20T00:00:00Z");

    static Stream<JsonObject> vectors() {
        return LINES.stream().skip(1);
    }

    private static Against at(Instant now) {
        return new Against(KEYS, null, now, null);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void a_vector_comes_to_what_its_maker_says(JsonObject vector) {
        var verified = Verification.of(vector.getString("receipt"), at(Instant.parse(vector.getString("now"))));
        assertThat(verified.outcome())
                .as(vector.getString("name") + ": " + verified.why())
                .isEqualTo(Outcome.valueOf(vector.getString("outcome")));
        assertThat(verified.lines().isEmpty()).isEqualTo(verified.outcome() == Outcome.INVALID);
    }

    @Test
    void no_byte_can_be_changed() {
        byte[] bytes = GOOD.getBytes(StandardCharsets.UTF_8);
        assertThat(bytes).hasSizeGreaterThan(1_000);
        for (int i = 0; i < bytes.length; i++) {
            // another letter, another case, and no letter at all
            for (int bits : new int[] {0x01, 0x20, 0x80}) {
                byte[] other = bytes.clone();
                other[i] ^= (byte) bits;
                assertThat(Verification.of(new String(other, StandardCharsets.UTF_8), at(NOW))
                                .outcome())
                        .as("byte " + i + ", bits " + bits)
                        .isEqualTo(Outcome.INVALID);
            }
        }
    }

    @Test
    void no_byte_of_the_payload_or_of_the_signature_can_be_changed() {
        var good = Envelope.read(GOOD);
        var signature = good.signatures().getFirst();
        for (int i = 0; i < good.payload().length(); i++) {
            assertThat(outcome(new Envelope(good.payloadType(), flipped(good.payload(), i), good.signatures())))
                    .isEqualTo(Outcome.INVALID);
        }
        for (int i = 0; i < signature.bytes().length(); i++) {
            var other = new Envelope.Signature(signature.keyId(), flipped(signature.bytes(), i));
            assertThat(outcome(new Envelope(good.payloadType(), good.payload(), List.of(other))))
                    .isEqualTo(Outcome.INVALID);
        }
    }

    private static Outcome outcome(Envelope envelope) {
        return Verification.of(envelope.json(), at(NOW)).outcome();
    }

    private static Buffer flipped(Buffer bytes, int at) {
        byte[] other = bytes.getBytes();
        other[at] ^= 1;
        return Buffer.buffer(other);
    }

    @Test
    void the_archive_at_hand_is_the_one_that_it_is_about() {
        String archive = LINES.getFirst().getString("archive");
        String sha256 = HexFormat.of().formatHex(Digests.sha256(archive).getBytes());
        assertThat(Verification.of(GOOD, new Against(KEYS, sha256, NOW, null)).outcome())
                .isEqualTo(Outcome.VALID);
        var other = Verification.of(GOOD, new Against(KEYS, sha256.replace('a', 'b'), NOW, null));
        assertThat(other.outcome()).isEqualTo(Outcome.INVALID);
        assertThat(other.why()).contains("another archive");
    }

    @Test
    void who_verifies_may_want_it_fresher_than_it_says() {
        assertThat(Verification.of(GOOD, new Against(KEYS, null, NOW, Duration.ofDays(6)))
                        .outcome())
                .isEqualTo(Outcome.VALID);
        var late = Verification.of(GOOD, new Against(KEYS, null, NOW, Duration.ofDays(5)));
        assertThat(late.outcome()).isEqualTo(Outcome.STALE);
        assertThat(late.why()).contains("longer ago than 5 days");
    }

    @Test
    void what_is_signed_is_what_another_implementation_signs() {
        var pair = ReceiptKey.Pair.generate();
        var signed = pair.sign(Statement.PAYLOAD_TYPE, Envelope.read(GOOD).payload());
        assertThat(signed.json())
                .isEqualTo(pair.sign(signed.payloadType(), signed.payload()).json());
        var keys = Map.of(pair.half().kid(), pair.half());
        assertThat(Verification.of(signed.json(), new Against(keys, null, NOW, null))
                        .outcome())
                .isEqualTo(Outcome.VALID);
        assertThat(Verification.of(signed.json(), at(NOW)).why())
                .contains(pair.half().kid());
    }

    @Test
    void a_key_is_known_by_its_thumbprint_and_not_by_the_name_that_it_gives_itself() {
        // RFC 8037, A.3
        var key = ReceiptKey.of("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
        assertThat(key.kid()).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
        var renamed = new JsonObject(LINES.getFirst().encode());
        renamed.getJsonArray("keys").getJsonObject(0).put("kid", "another");
        assertThat(ReceiptKey.set(renamed.encode()).keySet()).isEqualTo(KEYS.keySet());
    }
}
