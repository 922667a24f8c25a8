package mcphub.advisories;

/**
 * That a feed which is asked names a record about a package.
 *
 * @param ecosystem as OSV calls it
 * @param packageName as it was asked about
 * @param record the id of the record
 */
record Claim(String ecosystem, String packageName, String record) {}
