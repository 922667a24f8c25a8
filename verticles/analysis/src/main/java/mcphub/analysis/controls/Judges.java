package mcphub.analysis.controls;

import static java.util.Map.entry;

import java.util.Map;

/** Which judge decides which control. */
final class Judges {
    private Judges() {}

    static Map<String, Judge> all() {
        return Map.ofEntries(
                entry("COMMAND_INJECTION", Flows::judge),
                entry("ARGUMENT_INJECTION", Flows::judge),
                entry("DYNAMIC_CODE_EVALUATION", Flows::judge),
                entry("SQL_CONCATENATION", Flows::judge),
                entry("PATH_TRAVERSAL", Flows::judge),
                entry("SERVER_SIDE_REQUEST_FORGERY", Flows::judge),
                entry("TLS_VERIFICATION_DISABLED", Flows::judge),
                entry("UNSAFE_DESERIALIZATION", Flows::judge),
                entry("CROSS_SITE_SCRIPTING", Flows::judge),
                entry("REGEX_INJECTION", Flows::judge),
                entry("LISTENS_ON_ALL_INTERFACES", Flows::judge),
                entry("TOOL_POISONING", ToolTexts::poisoning),
                entry(
                        Catalogue.ADVISORIES,
                        (source, control) -> Vulnerabilities.judge(Composition.of(source), KnownFlaws.NOTHING, control)
                                .verdict()),
                entry("SECRET_EXPOSED", Secrets::exposed),
                entry("PRIVATE_KEY_COMMITTED", Secrets::exposed),
                entry("PASSWORD_HARDCODED", Secrets::exposed),
                entry("CREDENTIAL_FILE_COMMITTED", Secrets::files),
                entry("ENVIRONMENT_EXPOSED", Flows::judge),
                entry("SECRET_LOGGED", Flows::judge),
                entry("WEAK_CRYPTOGRAPHY", CodeRules::judge),
                entry("INSECURE_RANDOMNESS", Flows::judge),
                entry("CALL_HOME", CodeRules::judge),
                entry("CLEARTEXT_TRANSPORT", CodeRules::judge),
                entry("DEBUG_LEFTOVER", CodeRules::judge),
                entry("SUPPRESSION_IGNORED", Suppressions::judge),
                entry("OBFUSCATED_SOURCE", Readability::obfuscated),
                entry("MINIFIED_SOURCE_ONLY", Readability::minified),
                entry("SOURCE_NOT_READ", Readability::unread),
                entry("NATIVE_BINARY", Readability::binaries),
                entry("FILE_NOT_READ", Archives::notRead),
                entry("ARCHIVE_LINKS", Archives::links),
                entry("ARCHIVE_CASE_PAIRS", Archives::casePairs),
                entry("MANIFEST_BROKEN", Dependencies::broken),
                entry("MANIFEST_MISSING", Dependencies::missing),
                entry("MANIFEST_DIFFERS", ManifestComparison::judge),
                entry("PACKAGE_DEPRECATED", ManifestComparison::deprecated),
                entry("INSTALL_SCRIPT", InstallScripts::judge),
                entry("DEPENDENCY_UNPINNED", Dependencies::unpinned),
                entry("DEPENDENCY_FROM_URL", Dependencies::fromUrl),
                entry("DEPENDENCY_BUNDLED", Dependencies::bundled),
                entry("DEPENDENCY_DEPRECATED", Dependencies::listed),
                entry("DEPENDENCY_LOOKALIKE", Lookalikes::judge),
                entry("DEPENDENCY_FOR_DEVELOPMENT", Dependencies::development),
                entry("DEPENDENCIES_TOO_MANY", Dependencies::many),
                entry("LICENSE_MISSING", Licenses::missing),
                entry("LICENSE_NOT_SPDX", Licenses::notSpdx),
                entry("LICENSE_TEXT_MISSING", LicenseTexts::missing),
                entry("LICENSE_TEXT_DISAGREES", LicenseTexts::disagree),
                entry("LICENSE_COPYLEFT", Licenses::copyleft),
                entry("LICENSE_OF_FILES", LicenseTexts::ofFiles),
                entry("LOCKFILE_MISSING", Lockfiles::missing),
                entry("LOCKFILE_OUT_OF_STEP", Lockfiles::outOfStep),
                entry("LOCKFILE_UNVERIFIED", Lockfiles::unverified),
                entry("README_MISSING", Documentation::readmeMissing),
                entry("README_THIN", Documentation::readmeThin),
                entry("TOOL_UNDOCUMENTED", ToolTexts::undocumented),
                entry("CHANGELOG_MISSING", Documentation::fileMissing),
                entry("SECURITY_POLICY_MISSING", Documentation::fileMissing),
                entry("DESCRIPTION_MISSING", Documentation::fieldMissing),
                entry("REPOSITORY_MISSING", Documentation::fieldMissing),
                entry("AUTHOR_MISSING", Documentation::fieldMissing),
                entry("RUNTIME_VERSION_MISSING", Documentation::fieldMissing),
                entry("TYPES_MISSING", Documentation::typesMissing),
                entry("TESTS_MISSING", Tests::missing),
                entry("TESTS_THIN", Tests::thin),
                entry("TEST_SCRIPT_MISSING", Tests::noScript),
                entry("CI_MISSING", Pipelines::missing),
                entry("CI_TESTS_NOT_RUN", Pipelines::noTests),
                entry("CI_ACTION_UNPINNED", Pipelines::unpinned),
                entry("CI_UNTRUSTED_INPUT", Pipelines::untrustedInput));
    }
}
