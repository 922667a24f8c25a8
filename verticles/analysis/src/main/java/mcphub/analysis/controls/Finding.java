package mcphub.analysis.controls;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One place where a control failed.
 *
 * @param severity usually the control's own
 * @param file path inside the source; null where the finding is about the source as a whole
 * @param line 1-based; null where the finding is about the whole file
 * @param evidence what stands there, one line, at most 200 characters, secrets redacted
 * @param message one sentence for a person: what is wrong here
 * @param flow whose value it is about, and in which tool
 */
public record Finding(
        Severity severity, @Nullable String file, @Nullable Integer line, String evidence, String message, Flow flow) {
    /** The worst first; of equally bad ones those of which is known whose value they are about, which limits the score. */
    static final Comparator<Finding> WORST = Comparator.comparing(Finding::severity)
            .thenComparing(finding -> finding.flow().values().isEmpty());

    private static final int FINGERPRINT_CHARACTERS = 32;

    /** One that is about nobody's value. */
    public Finding(Severity severity, @Nullable String file, @Nullable Integer line, String evidence, String message) {
        this(severity, file, line, evidence, message, Flow.NONE);
    }

    /**
     * What it is known again by: 32 characters of hex, over control, file and evidence; it stays the same in another line, and by another catalogue.
     *
     * @param control whose finding it is
     */
    public String fingerprint(String control) {
        String text = String.join("\0", control, Objects.requireNonNullElse(file, ""), evidence);
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha256).substring(0, FINGERPRINT_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
