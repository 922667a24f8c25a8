package mcphub.analysis.controls;

import static mcphub.analysis.controls.Case.LARGE;
import static mcphub.analysis.controls.Case.LINK;
import static mcphub.analysis.controls.Case.REGISTRY;
import static mcphub.analysis.controls.Case.fails;
import static mcphub.analysis.controls.Case.onNpm;
import static mcphub.analysis.controls.Case.passes;
import static mcphub.analysis.controls.Case.unclear;

import java.util.List;

/** What the controls say of archives and manifests that are not what they seem. */
final class ArchiveCases {
    private static final String PLAIN = "{\"name\": \"a\", \"version\": \"1.0.0\"}";
    private static final String VULNERABLE =
            "{\"name\": \"a\", \"version\": \"1.0.0\", \"dependencies\": {\"minimist\": \"0.0.8\"}}";
    private static final String DEPRECATED =
            "{\"name\": \"a\", \"version\": \"1.0.0\", \"deprecated\": \"Use b instead, " + "please ".repeat(60)
                    + "\"}";

    private ArchiveCases() {}

    static List<Case> all() {
        return List.of(
                fails("ARCHIVE_LINKS", "package.json", PLAIN, "passwd", LINK + "/etc/passwd"),
                passes("ARCHIVE_LINKS", "package.json", PLAIN),
                fails("ARCHIVE_CASE_PAIRS", "README.md", "1", "readme.MD", "2"),
                passes("ARCHIVE_CASE_PAIRS", "README.md", "1", "README.txt", "2"),
                fails("FILE_NOT_READ", "package.json", PLAIN, "model.bin", LARGE),
                passes("FILE_NOT_READ", "package.json", PLAIN),
                fails("SOURCE_NOT_READ", "a.js", "1", "dist/server.js", LARGE),
                fails("SOURCE_NOT_READ", "a.js", "1", "dist/server.js", LINK + "../../server.js"),
                passes("SOURCE_NOT_READ", "a.js", "1", "model.bin", LARGE),
                passes("SOURCE_NOT_READ", "a.js", "1", "docs/a.md", LINK + "../README.md"),
                unclear("DYNAMIC_CODE_EVALUATION", "a.js", "1", "dist/server.js", LARGE),
                fails("DYNAMIC_CODE_EVALUATION", "a.js", "eval(input)", "dist/server.js", LARGE),
                unclear("SECRET_EXPOSED", "a.js", "1", "dist/server.js", LINK + "x"),
                passes("DYNAMIC_CODE_EVALUATION", "a.js", "1", "model.bin", LARGE),
                fails("MANIFEST_MISSING", "a.js", "1"),
                fails("MANIFEST_MISSING", "package.json", "{} // said npm"),
                fails("MANIFEST_MISSING", "package.json", "{", "tools/package.json", "{}"),
                passes("MANIFEST_MISSING", "package.json", "{}", "tools/package.json", "{"),
                passes("MANIFEST_MISSING", "requirements.txt", "mcp==1.0"),
                onNpm("MANIFEST_MISSING", Outcome.INCONCLUSIVE, "a.js", "1"),
                fails("MANIFEST_BROKEN", "package.json", "{} {}"),
                fails("MANIFEST_BROKEN", "package.json", "// mine\n{}"),
                fails("MANIFEST_BROKEN", "package.json", "{\"name\": 7}"),
                fails("MANIFEST_BROKEN", "package.json", "{\"version\": [\"1.0.0\"]}"),
                passes("MANIFEST_BROKEN", "package.json", "{\"name\": \"a\", \"name\": \"b\"}"),
                fails(
                        "INSTALL_SCRIPT",
                        "package.json",
                        "{\"scripts\": {}, \"scripts\": {\"postinstall\": \"node setup.js\"}}"),
                onNpm("MANIFEST_DIFFERS", Outcome.FAILED, "package.json", PLAIN, REGISTRY, VULNERABLE),
                onNpm("MANIFEST_DIFFERS", Outcome.PASSED, "package.json", PLAIN, REGISTRY, PLAIN),
                onNpm("MANIFEST_DIFFERS", Outcome.INCONCLUSIVE, "package.json", PLAIN),
                unclear("MANIFEST_DIFFERS", "package.json", PLAIN),
                onNpm("PACKAGE_DEPRECATED", Outcome.FAILED, "package.json", PLAIN, REGISTRY, DEPRECATED),
                onNpm("PACKAGE_DEPRECATED", Outcome.PASSED, "package.json", PLAIN, REGISTRY, PLAIN),
                onNpm("PACKAGE_DEPRECATED", Outcome.PASSED, "package.json", DEPRECATED, REGISTRY, PLAIN),
                onNpm("PACKAGE_DEPRECATED", Outcome.INCONCLUSIVE, "package.json", PLAIN),
                unclear("PACKAGE_DEPRECATED", "package.json", PLAIN),
                onNpm("MANIFEST_DIFFERS", Outcome.PASSED, "package.json", PLAIN, REGISTRY, DEPRECATED),
                onNpm("KNOWN_VULNERABLE_DEPENDENCY", Outcome.FAILED, "package.json", PLAIN, REGISTRY, VULNERABLE),
                onNpm("KNOWN_VULNERABLE_DEPENDENCY", Outcome.FAILED, "package.json", VULNERABLE, REGISTRY, PLAIN),
                onNpm(
                        "INSTALL_SCRIPT",
                        Outcome.FAILED,
                        "package.json",
                        PLAIN,
                        REGISTRY,
                        "{\"name\": \"a\", \"version\": \"1.0.0\", \"scripts\": {\"postinstall\": \"node x.js\"}}"),
                onNpm(
                        "DEPENDENCY_FROM_URL",
                        Outcome.FAILED,
                        "package.json",
                        PLAIN,
                        REGISTRY,
                        "{\"name\": \"a\", \"version\": \"1.0.0\", \"optionalDependencies\": {\"b\": \"https://acme.io/b.tgz\"}}"));
    }
}
