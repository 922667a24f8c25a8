package mcphub.analysis.controls;

import org.jspecify.annotations.Nullable;

/**
 * One place where a control failed.
 *
 * @param severity usually the control's own
 * @param file path inside the source; null where the finding is about the source as a whole
 * @param line 1-based; null where the finding is about the whole file
 * @param evidence what stands there, one line, at most 200 characters, secrets redacted
 * @param message one sentence for a person: what is wrong here
 */
public record Finding(
        Severity severity, @Nullable String file, @Nullable Integer line, String evidence, String message) {}
