package mcphub.analysis.source;

import org.jspecify.annotations.Nullable;

/** Why a source could not be had, in words for a person; which of the two kinds it is says whether trying again can help. */
public abstract sealed class SourceFailure extends RuntimeException permits SourceRejected, SourceUnavailable {

    SourceFailure(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }

    /** The reason: one plain sentence without secrets, safe to show to whoever asked for the source. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
