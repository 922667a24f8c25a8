package mcphub.advisories;

/**
 * A package that a feed is asked about.
 *
 * @param ecosystem as OSV calls it
 * @param version exact; empty where all of the package is meant
 */
record Asked(String ecosystem, String packageName, String version) {}
