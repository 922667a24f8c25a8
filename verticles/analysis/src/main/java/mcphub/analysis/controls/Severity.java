package mcphub.analysis.controls;

import java.util.Locale;

/** How bad a failed control is, worst first. */
public enum Severity {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW;

    /** The name the API uses: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
