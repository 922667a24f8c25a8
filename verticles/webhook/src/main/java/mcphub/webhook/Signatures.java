package mcphub.webhook;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Checks who sent a body, over its exact bytes, in constant time, by any of the secrets that are good at the time. A signature that is not there, or that there is no
 * secret for, is wrong.
 */
final class Signatures {
    private static final String HMAC = "HmacSHA256";
    private static final Pattern SHA256_HEX = Pattern.compile("sha256=([0-9a-fA-F]{64})");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");
    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern SPACE = Pattern.compile(" ");
    /** How the secret of a Standard Webhooks signature begins; the rest is the key in base64. */
    private static final String STANDARD_SECRET = "whsec_";

    private final InstantSource clock;
    private final Duration tolerance;

    /** Compares times with this clock. */
    Signatures(InstantSource clock, Duration tolerance) {
        this.clock = clock;
        this.tolerance = tolerance;
    }

    /** GitHub's and Bitbucket's: {@code sha256=} and the HMAC in hexadecimal. SHA-1 is never looked at. */
    static boolean isHubSignature(@Nullable String header, List<String> secrets, Buffer body) {
        var match = SHA256_HEX.matcher(header == null ? "" : header);
        if (!match.matches()) {
            return false;
        }
        byte[] given = HexFormat.of().parseHex(match.group(1).toLowerCase(Locale.ROOT));
        return secrets.stream().anyMatch(secret -> isEqual(hmac(bytes(secret), body.getBytes()), given));
    }

    /** GitLab's older proof: the secret itself. One that is meant for signing is never taken in the clear. */
    static boolean isToken(@Nullable String header, List<String> secrets) {
        return header != null
                && secrets.stream()
                        .filter(secret -> !secret.startsWith(STANDARD_SECRET))
                        .anyMatch(secret -> isEqual(bytes(secret), bytes(header)));
    }

    /** A Standard Webhooks signature, as GitLab's signing tokens make it: over id, time and body; any of several {@code v1} counts. */
    boolean isStandard(
            @Nullable String id,
            @Nullable String timestamp,
            @Nullable String header,
            List<String> secrets,
            Buffer body) {
        if (id == null || timestamp == null || header == null || !isRecent(timestamp)) {
            return false;
        }
        byte[] signed = signed(id + '.' + timestamp + '.', body);
        return SPACE.splitAsStream(header)
                .filter(part -> part.startsWith("v1,"))
                .map(part -> decoded(part.substring("v1,".length())))
                .anyMatch(given ->
                        secrets.stream().anyMatch(secret -> isEqual(hmac(standardKey(secret), signed), given)));
    }

    /** Stripe's: {@code t=} the time, and one or more {@code v1=}. */
    boolean isStripe(@Nullable String header, List<String> secrets, Buffer body) {
        String time = null;
        var given = new ArrayList<byte[]>();
        for (String part : COMMA.split(header == null ? "" : header, -1)) {
            if (part.startsWith("t=")) {
                if (time != null) {
                    return false;
                }
                time = part.substring("t=".length());
            } else if (part.startsWith("v1=")) {
                given.add(hex(part.substring("v1=".length())));
            }
        }
        if (time == null || !isRecent(time)) {
            return false;
        }
        byte[] signed = signed(time + '.', body);
        return secrets.stream().anyMatch(secret -> {
            byte[] expected = hmac(bytes(secret), signed);
            return given.stream().anyMatch(signature -> isEqual(expected, signature));
        });
    }

    private boolean isRecent(String seconds) {
        if (!SECONDS.matcher(seconds).matches()) {
            return false;
        }
        long age = clock.instant().getEpochSecond() - Long.parseLong(seconds);
        return Math.abs(age) <= tolerance.toSeconds();
    }

    private static byte[] standardKey(String secret) {
        return secret.startsWith(STANDARD_SECRET) ? decoded(secret.substring(STANDARD_SECRET.length())) : bytes(secret);
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] hex(String text) {
        try {
            return HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] signed(String before, Buffer body) {
        return Buffer.buffer(before.length() + body.length())
                .appendString(before)
                .appendBuffer(body)
                .getBytes();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isEqual(byte[] expected, byte[] given) {
        return expected.length > 0 && MessageDigest.isEqual(expected, given);
    }

    /** Empty for an empty key, which signs nothing. */
    private static byte[] hmac(byte[] key, byte[] message) {
        if (key.length == 0) {
            return key;
        }
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HMAC-SHA256", e);
        }
    }
}
