package mcphub.advisories;

import java.util.Locale;

/** Names of packages as their ecosystem compares them, so that two writings of one name meet in an index. */
public final class PackageNames {
    private PackageNames() {}

    /**
     * The name to store and to look for.
     *
     * @param ecosystem as OSV calls it, such as {@code npm} or {@code PyPI}
     */
    public static String normalised(String ecosystem, String name) {
        return switch (ecosystem) {
            case "PyPI" -> name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-"); // PEP 503
            case "NuGet", "Packagist" -> name.toLowerCase(Locale.ROOT);
            default -> name;
        };
    }
}
