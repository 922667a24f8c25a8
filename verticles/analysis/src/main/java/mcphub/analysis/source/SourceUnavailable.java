package mcphub.analysis.source;

import org.jspecify.annotations.Nullable;

/** The source could not be had now (network, disk, a slow machine): the same request may well succeed later. */
public final class SourceUnavailable extends SourceFailure {

    /** Gives up for now, with a sentence that says what did not answer; the cause is for the log, not for the caller. */
    public SourceUnavailable(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
