package mcphub.analysis.controls;

import java.util.Locale;

/** What a score is about; each dimension has sub-categories. */
public enum Dimension {
    SECURITY,
    SUPPLY_CHAIN,
    MATURITY;

    /** The name the API uses: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
