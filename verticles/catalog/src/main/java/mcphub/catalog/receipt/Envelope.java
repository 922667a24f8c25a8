package mcphub.catalog.receipt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * A DSSE envelope: a payload, its type, and who signed both. Read more strictly than the format asks for, so that no byte of it can be changed without a word: nothing but its
 * three fields, no field twice, base64 in the one way in which it is written.
 *
 * @param payloadType what the payload is
 * @param payload its bytes, which are signed as they are
 * @param signatures at least one
 */
public record Envelope(String payloadType, Buffer payload, List<Signature> signatures) {
    /** Its own media type. */
    public static final String MEDIA_TYPE = "application/vnd.dsse.envelope.v1+json";

    private static final int MOST_SIGNATURES = 10;
    private static final JsonFactory STRICT = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * One signature.
     *
     * @param keyId the thumbprint of the key, which only helps to find it
     */
    public record Signature(String keyId, Buffer bytes) {}

    public Envelope {
        signatures = List.copyOf(signatures);
        if (signatures.isEmpty() || signatures.size() > MOST_SIGNATURES) {
            throw new IllegalArgumentException("it has " + signatures.size() + " signatures");
        }
    }

    /** What is signed: type and payload, each behind its length, so that neither can be taken for a part of the other. */
    public static Buffer signed(String payloadType, Buffer payload) {
        byte[] type = payloadType.getBytes(StandardCharsets.UTF_8);
        return Buffer.buffer("DSSEv1 " + type.length + " ")
                .appendBytes(type)
                .appendString(" " + payload.length() + " ")
                .appendBuffer(payload);
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException that says why it is none
     */
    public static Envelope read(String text) {
        var json = object(text);
        only(json, Set.of("payloadType", "payload", "signatures"));
        var signatures = new ArrayList<Signature>();
        if (!(json.getValue("signatures") instanceof JsonArray listed)) {
            throw new IllegalArgumentException("signatures is no list");
        }
        for (Object each : listed) {
            if (!(each instanceof JsonObject signature)) {
                throw new IllegalArgumentException("a signature is no object");
            }
            only(signature, Set.of("keyid", "sig"));
            signatures.add(new Signature(text(signature, "keyid"), bytes(text(signature, "sig"), "sig")));
        }
        return new Envelope(text(json, "payloadType"), bytes(text(json, "payload"), "payload"), signatures);
    }

    /**
     * Reads a JSON object that has no field twice, and nothing behind it.
     *
     * @throws IllegalArgumentException for anything else
     */
    static JsonObject object(String text) {
        try (var parser = STRICT.createParser(text)) {
            while (parser.nextToken() != null) {
                // that it can be read to its end is all that is asked
            }
            return new JsonObject(text);
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("it is no JSON object, or has a field twice", e);
        }
    }

    private static void only(JsonObject json, Set<String> fields) {
        for (String field : json.fieldNames()) {
            if (!fields.contains(field)) {
                throw new IllegalArgumentException("it has a field that nobody signed: " + field);
            }
        }
    }

    private static String text(JsonObject json, String field) {
        if (json.getValue(field) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(field + " is missing, or no text");
    }

    private static Buffer bytes(String base64, String field) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(field + " is no base64", e);
        }
        // the last character has bits to spare, which the decoder passes over
        if (!Base64.getEncoder().encodeToString(bytes).equals(base64)) {
            throw new IllegalArgumentException(field + " is base64 that was written in another way");
        }
        return Buffer.buffer(bytes);
    }

    /** As it is written. */
    public String json() {
        var base64 = Base64.getEncoder();
        var listed = new JsonArray();
        signatures.forEach(signature -> listed.add(new JsonObject()
                .put("keyid", signature.keyId())
                .put("sig", base64.encodeToString(signature.bytes().getBytes()))));
        return new JsonObject()
                .put("payloadType", payloadType)
                .put("payload", base64.encodeToString(payload.getBytes()))
                .put("signatures", listed)
                .encode();
    }
}
