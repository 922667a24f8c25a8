package mcphub.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import com.stripe.exception.SignatureVerificationException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Signatures by the senders' own libraries, by published examples, and all that is not quite one. */
final class SignaturesTest {
    private static final long SIGNED_AT = 1_768_384_800L;
    private static final Signatures SIGNATURES = at(SIGNED_AT);

    private static Signatures at(long seconds) {
        return new Signatures(InstantSource.fixed(Instant.ofEpochSecond(seconds)), Duration.ofMinutes(5));
    }

    /** Made by scripts/webhook-vectors. */
    static Stream<JsonObject> vectors() {
        try (var in = SignaturesTest.class.getResourceAsStream("vectors.json")) {
            return new JsonArray(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8))
                    .stream().map(JsonObject.class::cast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isGood(
            Signatures signatures, JsonObject vector, String signature, List<String> secrets, Buffer body) {
        return switch (vector.getString("by")) {
            case "stripe" -> signatures.isStripe(signature, secrets, body);
            case "standardwebhooks" ->
                signatures.isStandard(
                        vector.getString("id"), vector.getLong("timestamp").toString(), signature, secrets, body);
            default -> Signatures.isHubSignature(signature, secrets, body);
        };
    }

    private static boolean isGood(JsonObject vector, String signature, List<String> secrets, Buffer body) {
        return isGood(SIGNATURES, vector, signature, secrets, body);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void what_a_senders_own_library_signed_is_good_and_nothing_else_is(JsonObject vector) {
        String secret = vector.getString("secret");
        String signature = vector.getString("signature");
        var body = Buffer.buffer(vector.getString("payload"));
        assertThat(isGood(vector, signature, List.of(secret), body)).isTrue();
        assertThat(isGood(vector, signature, List.of("another", secret, "third"), body))
                .as("while one secret replaces another")
                .isTrue();
        assertThat(isGood(vector, signature, List.of("another"), body)).isFalse();
        assertThat(isGood(vector, signature, List.of(), body)).as("no secret").isFalse();
        assertThat(isGood(vector, signature, List.of(""), body))
                .as("an empty secret")
                .isFalse();
        for (int i = 0; i < body.length(); i++) {
            var changed = body.copy();
            changed.setByte(i, (byte) (changed.getByte(i) ^ 1));
            assertThat(isGood(vector, signature, List.of(secret), changed))
                    .as("byte " + i)
                    .isFalse();
        }
        assertThat(isGood(vector, signature, List.of(secret), Buffer.buffer(body + " ")))
                .isFalse();
        for (String wrong : List.of(
                "",
                " ",
                "v1",
                "sha256=",
                "t=,v1=",
                signature.toUpperCase(java.util.Locale.ROOT) + "0",
                signature.substring(1),
                signature + "00",
                signature.substring(0, signature.length() - 2))) {
            assertThat(isGood(vector, wrong, List.of(secret), body)).as(wrong).isFalse();
        }
        char first = signature.charAt(signature.length() - 10);
        String flipped = signature.substring(0, signature.length() - 10)
                + (first == '0' ? '1' : '0')
                + signature.substring(signature.length() - 9);
        assertThat(isGood(vector, flipped, List.of(secret), body)).isFalse();
        if (!vector.getString("by").startsWith("@octokit")) {
            assertThat(isGood(at(SIGNED_AT + 300), vector, signature, List.of(secret), body))
                    .isTrue();
            assertThat(isGood(at(SIGNED_AT + 301), vector, signature, List.of(secret), body))
                    .as("stale")
                    .isFalse();
            assertThat(isGood(at(SIGNED_AT - 301), vector, signature, List.of(secret), body))
                    .as("of the future")
                    .isFalse();
        }
    }

    @Test
    void the_examples_that_github_and_bitbucket_publish_are_good() {
        var secret = List.of("It's a Secret to Everybody");
        assertThat(Signatures.isHubSignature(
                        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                        secret,
                        Buffer.buffer("Hello, World!")))
                .isTrue();
        assertThat(Signatures.isHubSignature(
                        "sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9",
                        secret,
                        Buffer.buffer("Hello World!")))
                .isTrue();
    }

    @Test
    void sha1_is_never_good() {
        assertThat(Signatures.isHubSignature(
                        "sha1=01dc10d0c83e72ed246219cdd91669667fe2ca59",
                        List.of("It's a Secret to Everybody"),
                        Buffer.buffer("Hello, World!")))
                .isFalse();
    }

    @Test
    void json_that_was_read_and_written_again_is_not_what_was_signed() throws Exception {
        String payload = "{ \"a\" : 1.0, \"b\": \"\\u00fc\" }";
        var written = new JsonObject(payload).toBuffer();
        String signature = com.stripe.net.Webhook.Util.computeHmacSha256("secret", payload);
        assertThat(Signatures.isHubSignature("sha256=" + signature, List.of("secret"), Buffer.buffer(payload)))
                .isTrue();
        assertThat(Signatures.isHubSignature("sha256=" + signature, List.of("secret"), written))
                .isFalse();
    }

    @Test
    void stripes_own_java_library_agrees() throws Exception {
        long now = Instant.now().getEpochSecond();
        var here = at(now);
        String body = "{\"id\":\"evt_1\"}";
        String v1 = com.stripe.net.Webhook.Util.computeHmacSha256("whsec_x", now + "." + body);
        String old = com.stripe.net.Webhook.Util.computeHmacSha256("whsec_old", now + "." + body);
        for (String header : List.of(
                "t=" + now + ",v1=" + v1,
                "t=" + now + ",v1=" + old + ",v1=" + v1,
                "v1=" + v1 + ",t=" + now + ",v0=" + old)) {
            assertThat(here.isStripe(header, List.of("whsec_x"), Buffer.buffer(body)))
                    .as(header)
                    .isTrue();
            com.stripe.net.Webhook.Signature.verifyHeader(body, header, "whsec_x", 300);
        }
        for (String header : List.of(
                "t=" + now + ",v0=" + v1,
                "v1=" + v1,
                "t=" + now + ",t=" + now + ",v1=" + v1,
                "t=" + (now - 1) + ",v1=" + v1,
                "t=now,v1=" + v1)) {
            assertThat(here.isStripe(header, List.of("whsec_x"), Buffer.buffer(body)))
                    .as(header)
                    .isFalse();
        }
        assertThat(catchThrown("t=" + (now - 1) + ",v1=" + v1, body))
                .isInstanceOf(SignatureVerificationException.class);
    }

    private static Throwable catchThrown(String header, String body) {
        return org.assertj.core.api.Assertions.catchThrowable(
                () -> com.stripe.net.Webhook.Signature.verifyHeader(body, header, "whsec_x", 300));
    }

    @Test
    void of_several_standard_signatures_one_is_enough_and_only_v1_counts() throws Exception {
        String secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        String id = "msg_1";
        String time = Long.toString(SIGNED_AT);
        var body = Buffer.buffer("{\"test\": 2432232314}");
        String good = new Webhook(secret).sign(id, SIGNED_AT, body.toString());
        String bare = good.substring("v1,".length());
        assertThat(SIGNATURES.isStandard(
                        id, time, "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= " + good, List.of(secret), body))
                .isTrue();
        assertThat(SIGNATURES.isStandard(id, time, "v1a," + bare, List.of(secret), body))
                .isFalse();
        assertThat(SIGNATURES.isStandard(id, time, "v2," + bare, List.of(secret), body))
                .isFalse();
        assertThat(SIGNATURES.isStandard("msg_2", time, good, List.of(secret), body))
                .isFalse();
        assertThat(SIGNATURES.isStandard(null, time, good, List.of(secret), body))
                .isFalse();
        assertThat(SIGNATURES.isStandard(id, null, good, List.of(secret), body)).isFalse();
        assertThat(SIGNATURES.isStandard(id, time, good, List.of("whsec_"), body))
                .isFalse();
    }

    @Test
    void gitlabs_token_is_the_secret_itself_and_never_one_that_signs() {
        assertThat(Signatures.isToken("a-long-secret", List.of("other", "a-long-secret")))
                .isTrue();
        assertThat(Signatures.isToken("a-long-secre", List.of("a-long-secret"))).isFalse();
        assertThat(Signatures.isToken(null, List.of("a-long-secret"))).isFalse();
        assertThat(Signatures.isToken("", List.of(""))).isFalse();
        assertThat(Signatures.isToken("whsec_abc", List.of("whsec_abc"))).isFalse();
    }
}
