package mcphub.analysis.controls;

import java.util.Map;

/** Who judges which control. */
final class Judges {
    private Judges() {}

    static Map<String, Judge> all() {
        return Map.ofEntries(
                Map.entry("DANGEROUS_PROCESS_EXECUTION", CodeJudges::processExecution),
                Map.entry("SQL_INJECTION", CodeJudges::inText),
                Map.entry("TLS_VERIFICATION_DISABLED", CodeJudges::inCode),
                Map.entry("UNSAFE_DESERIALIZATION", CodeJudges::inCode),
                Map.entry("KNOWN_VULNERABLE_DEPENDENCY", Advisories.load()),
                Map.entry("SECRET_EXPOSED", SecretJudges::secrets),
                Map.entry("PRIVATE_KEY_EXPOSED", SecretJudges::privateKeys),
                Map.entry("ENV_FILE_PUBLISHED", SecretJudges::environmentFiles),
                Map.entry("DYNAMIC_CODE_EVALUATION", CodeJudges::inCode),
                Map.entry("WEAK_CRYPTOGRAPHY", CodeJudges::inText),
                Map.entry("OBFUSCATED_CODE", CodeJudges::inCode),
                Map.entry("HIDDEN_INSTRUCTIONS", TextJudges::hiddenInstructions),
                Map.entry("NATIVE_BINARY", TextJudges::nativeBinaries),
                Map.entry("HARDCODED_ADDRESS", TextJudges::addresses),
                Map.entry("INSTALL_SCRIPT", DependencyJudges::installScripts),
                Map.entry("UNPINNED_DEPENDENCY", DependencyJudges::unpinned),
                Map.entry("REMOTE_DEPENDENCY", DependencyJudges::remote),
                Map.entry("TYPOSQUAT_DEPENDENCY", DependencyJudges::typosquats),
                Map.entry("BUNDLED_DEPENDENCIES", DependencyJudges::bundled),
                Map.entry("DEPENDENCY_COUNT", DependencyJudges::count),
                Map.entry("LICENSE_DECLARED", LicenseJudges::declared),
                Map.entry("LICENSE_SPDX_VALID", LicenseJudges::spdxValid),
                Map.entry("LICENSE_TEXT_PRESENT", LicenseJudges::textPresent),
                Map.entry("LICENSE_COPYLEFT", LicenseJudges::copyleft),
                Map.entry("LOCKFILE_PRESENT", MaturityJudges::lockfile),
                Map.entry("LOCKFILE_IN_STEP", MaturityJudges::lockfileInStep),
                Map.entry("README_PRESENT", MaturityJudges::readme),
                Map.entry("README_QUALITY", MaturityJudges::readmeQuality),
                Map.entry("REPOSITORY_DECLARED", MaturityJudges::repository),
                Map.entry("AUTHOR_DECLARED", MaturityJudges::author),
                Map.entry(
                        "CHANGELOG_PRESENT",
                        MaturityJudges.filePresent(
                                "(?i)(CHANGELOG|CHANGES|HISTORY|RELEASES)(\\..*)?",
                                "There is a changelog.",
                                "There is no changelog.")),
                Map.entry(
                        "SECURITY_POLICY_PRESENT",
                        MaturityJudges.filePresent(
                                "(?i)(\\.github/|docs/)?SECURITY(\\..*)?",
                                "There is a security policy.",
                                "Nobody can tell how a vulnerability is reported.")),
                Map.entry("TESTS_PRESENT", MaturityJudges::tests),
                Map.entry("TEST_COMMAND", MaturityJudges::testCommand),
                Map.entry("CI_CONFIGURED", MaturityJudges::ci),
                Map.entry("CI_RUNS_TESTS", MaturityJudges::ciRunsTests),
                Map.entry("CI_ACTIONS_PINNED", MaturityJudges::actionsPinned));
    }
}
