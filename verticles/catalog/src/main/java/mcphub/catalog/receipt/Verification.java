package mcphub.catalog.receipt;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mcphub.kernel.Standing;
import org.jspecify.annotations.Nullable;

/**
 * Whether a receipt is to be believed, without asking anybody: by keys that were got elsewhere, never by anything in the receipt itself.
 *
 * @param outcome in one word
 * @param why of one that is not valid or not fresh, as it may be shown on a terminal; empty otherwise
 * @param signer the thumbprint of the key that signed; empty where none did
 * @param statement what was signed; empty where nothing in it may be believed
 */
public record Verification(Outcome outcome, String why, String signer, JsonObject statement) {
    /** What can come of it. */
    public enum Outcome {
        VALID,
        STALE,
        INVALID
    }

    /**
     * What is held against a receipt.
     *
     * @param keys that are trusted, by thumbprint
     * @param artifactSha256 of the file at hand, in hex; null where there is none
     * @param now the moment for which freshness is asked
     * @param maxAge how old the analysis may be, whatever the receipt itself says; null for no matter
     */
    public record Against(
            Map<String, ReceiptKey> keys,
            @Nullable String artifactSha256,
            Instant now,
            @Nullable Duration maxAge) {
        public Against {
            keys = Map.copyOf(keys);
        }
    }

    /** Checks a receipt. */
    public static Verification of(String receipt, Against against) {
        try {
            var envelope = Envelope.read(receipt);
            String signer = signer(envelope, against.keys());
            var statement = Envelope.object(envelope.payload().toString(StandardCharsets.UTF_8));
            var predicate = predicate(statement);
            compare(statement, predicate, against.artifactSha256());
            var late = late(predicate, against);
            return new Verification(
                    late.isPresent() ? Outcome.STALE : Outcome.VALID, late.orElse(""), signer, statement);
        } catch (IllegalArgumentException e) {
            return new Verification(Outcome.INVALID, Shown.of(String.valueOf(e.getMessage())), "", new JsonObject());
        }
    }

    private static String signer(Envelope envelope, Map<String, ReceiptKey> keys) {
        if (!envelope.payloadType().equals(Statement.PAYLOAD_TYPE)) {
            throw new IllegalArgumentException("its payload is " + envelope.payloadType() + ", which is no receipt");
        }
        var what = Envelope.signed(envelope.payloadType(), envelope.payload());
        var unknown = new ArrayList<String>();
        String signer = "";
        for (var signature : envelope.signatures()) {
            var key = keys.get(signature.keyId());
            if (key == null) {
                unknown.add(signature.keyId());
            } else if (!key.verifies(what, signature.bytes())) {
                throw new IllegalArgumentException("the signature does not belong to this content");
            } else {
                signer = key.kid();
            }
        }
        if (unknown.size() == envelope.signatures().size()) {
            throw new IllegalArgumentException(
                    "no key at hand is the one that it names: " + String.join(", ", unknown));
        }
        return signer;
    }

    private static JsonObject predicate(JsonObject statement) {
        if (Statement.TYPE.equals(statement.getValue("_type"))
                && Statement.PREDICATE_TYPE.equals(statement.getValue("predicateType"))
                && statement.getValue("predicate") instanceof JsonObject predicate
                && predicate.getValue("verdict") instanceof String) {
            return predicate;
        }
        throw new IllegalArgumentException("what is signed is no receipt of a scan");
    }

    private static void compare(JsonObject statement, JsonObject predicate, @Nullable String artifactSha256) {
        if (!(statement.getValue("subject") instanceof JsonArray subjects)
                || subjects.size() != 1
                || !(subjects.getValue(0) instanceof JsonObject subject)
                || !(subject.getValue("digest") instanceof JsonObject digest)
                || !(digest.getValue("sha256") instanceof String sha256)
                || !("sha256:" + sha256).equals(predicate.getValue("scanned_artifact_digest"))) {
            throw new IllegalArgumentException("it does not say which archive it is about");
        }
        if (artifactSha256 != null && !artifactSha256.equals(sha256)) {
            throw new IllegalArgumentException(
                    "it is about another archive: of sha256 " + sha256 + ", not " + artifactSha256);
        }
    }

    private static Optional<String> late(JsonObject predicate, Against against) {
        var scanned = time(predicate, "scanned_at");
        var expires = time(predicate, "freshness_expires_at");
        var late = new ArrayList<String>();
        if (scanned.isAfter(against.now().plus(Duration.ofMinutes(5)))) {
            late.add("it was scanned at " + scanned + ", which is yet to come");
        }
        if (!expires.isAfter(against.now())) {
            late.add("it was fresh until " + expires);
        }
        if (against.maxAge() != null && scanned.plus(against.maxAge()).isBefore(against.now())) {
            late.add("it was scanned at " + scanned + ", longer ago than "
                    + against.maxAge().toDays() + " days");
        }
        return late.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", late));
    }

    private static Instant time(JsonObject predicate, String field) {
        try {
            return Instant.parse(String.valueOf(predicate.getValue(field)));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(field + " is no time", e);
        }
    }

    /** What it says, a line each, as it may be shown on a terminal; nothing of one that is not valid. */
    public List<String> lines() {
        if (outcome == Outcome.INVALID) {
            return List.of();
        }
        var predicate = statement.getJsonObject("predicate");
        var lines = new ArrayList<String>();
        lines.add("signed by: " + signer);
        for (String field : List.of(
                "verdict",
                "inconclusive_reason",
                "scanned_artifact_ref",
                "scanned_artifact_digest",
                "scan_scope",
                "scanner",
                "scanner_version",
                "rule_set_ref",
                "policy_profile",
                "scanned_at",
                "freshness_expires_at",
                "evidence_ref",
                "evidence_digest",
                "attestation")) {
            if (predicate.containsKey(field)) {
                lines.add(field + ": " + Shown.of(String.valueOf(predicate.getValue(field))));
            }
        }
        if (predicate.getValue(Statement.OURS) instanceof JsonObject ours) {
            for (String field :
                    List.of("issuer", "status", "global_score", "grade", "certification_level", "findings")) {
                lines.add(field + ": " + Shown.of(String.valueOf(inWords(ours, field))));
            }
            if (ours.getValue("caps") instanceof JsonArray caps) {
                caps.forEach(cap -> lines.add(
                        "limit: " + Shown.of(cap instanceof JsonObject one ? limit(one) : String.valueOf(cap))));
            }
        }
        return lines;
    }

    /** Nobody should read CERTIFIED beside an F. What is of no form that is known is shown as it is. */
    private static @Nullable Object inWords(JsonObject ours, String field) {
        Object value = ours.getValue(field);
        boolean isKnown = ours.getValue("status") instanceof String
                && ours.getValue("grade") instanceof String
                && ours.getValue("certification_level") instanceof Integer level
                && level >= 0
                && level <= 3;
        if (!isKnown) {
            return value;
        }
        String grade = ours.getString("grade");
        Integer level = ours.getInteger("certification_level");
        return switch (field) {
            case "status" -> Standing.status(ours.getString("status"), grade, level);
            case "certification_level" -> level + ", " + Standing.level(grade, level);
            default -> value;
        };
    }

    private static String limit(JsonObject cap) {
        boolean isKnown = cap.getValue("reason") instanceof String
                && Stream.of("at_most", "level_at_most")
                        .map(cap::getValue)
                        .allMatch(limit -> limit == null || limit instanceof Integer);
        return isKnown ? Standing.cap(cap) : cap.encode();
    }
}
