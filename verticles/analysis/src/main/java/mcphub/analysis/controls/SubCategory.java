package mcphub.analysis.controls;

import java.util.Locale;

/** The part of a dimension that a control counts in, in the order they are shown. */
public enum SubCategory {
    VULNERABILITIES(Dimension.SECURITY),
    SECRETS(Dimension.SECURITY),
    CODE_QUALITY(Dimension.SECURITY),
    DEPENDENCIES(Dimension.SUPPLY_CHAIN),
    LICENSES(Dimension.SUPPLY_CHAIN),
    LOCKFILE(Dimension.SUPPLY_CHAIN),
    DOCUMENTATION(Dimension.MATURITY),
    TESTS(Dimension.MATURITY),
    CI_CD(Dimension.MATURITY);

    private final Dimension dimension;

    SubCategory(Dimension dimension) {
        this.dimension = dimension;
    }

    /** The dimension it is part of. */
    public Dimension dimension() {
        return dimension;
    }

    /** The name the API uses: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
