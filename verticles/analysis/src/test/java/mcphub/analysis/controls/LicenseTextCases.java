package mcphub.analysis.controls;

import static mcphub.analysis.controls.Case.fails;
import static mcphub.analysis.controls.Case.passes;
import static mcphub.analysis.controls.Case.unclear;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** What the controls say of licences whose texts are recognised, and of manifests in old forms. */
final class LicenseTextCases {
    private static final String SCRIPT = "{\"name\": \"a\", \"main\": \"a.js\", \"license\": ";

    private LicenseTextCases() {}

    /** The text of a licence as the SPDX list has it. */
    static String text(String id) {
        var name = "/resources/stdlicenses/" + id + ".json";
        try (var file = Objects.requireNonNull(LicenseTextCases.class.getResourceAsStream(name))) {
            return new JsonMapper().readTree(file).path("licenseText").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String says(String license) {
        return "{\"name\": \"a\", \"license\": " + license + "}";
    }

    static List<Case> all() {
        return List.of(
                // old forms of the field are a choice
                passes("LICENSE_MISSING", "package.json", says("[\"MIT\", \"Apache-2.0\"]")),
                passes("LICENSE_NOT_SPDX", "package.json", says("[\"MIT\", \"Apache-2.0\"]")),
                passes("LICENSE_COPYLEFT", "package.json", says("[{\"type\": \"MIT\"}, {\"type\": \"GPL-2.0\"}]")),
                passes("LICENSE_NOT_SPDX", "package.json", says("null, \"licenses\": [{\"type\": \"MIT\"}, \"ISC\"]")),
                passes("LICENSE_NOT_SPDX", "package.json", says("\"MIT or Apache-2.0\"")),
                fails("LICENSE_NOT_SPDX", "package.json", says("\"UNLICENSED\"")),
                fails("LICENSE_COPYLEFT", "package.json", says("\"UNLICENSED\"")),
                // a file that is named is read
                passes(
                        "LICENSE_MISSING",
                        "package.json",
                        says("\"SEE LICENSE IN terms.txt\""),
                        "terms.txt",
                        text("MIT")),
                fails("LICENSE_MISSING", "package.json", says("\"SEE LICENSE IN terms.txt\"")),
                fails(
                        "LICENSE_COPYLEFT",
                        "package.json",
                        says("\"SEE LICENSE IN COPYING\""),
                        "COPYING",
                        text("GPL-3.0-only")),
                passes(
                        "LICENSE_COPYLEFT",
                        "package.json",
                        says("\"SEE LICENSE IN ./LICENSE\""),
                        "LICENSE",
                        text("ISC")),
                // where nothing is declared, the text tells
                fails("LICENSE_COPYLEFT", "package.json", "{\"name\": \"a\"}", "LICENSE.md", text("AGPL-3.0-only")),
                passes("LICENSE_COPYLEFT", "main.go", "package main", "LICENSE", text("BSD-3-Clause")),
                unclear("LICENSE_COPYLEFT", "package.json", "{\"name\": \"a\"}", "LICENSE", "Ask me."),
                // texts are compared with what is declared
                passes(
                        "LICENSE_TEXT_DISAGREES",
                        "package.json",
                        says("\"GPL-2.0-or-later\""),
                        "COPYING",
                        text("GPL-2.0-only")),
                passes(
                        "LICENSE_TEXT_DISAGREES",
                        "package.json",
                        says("\"MIT\""),
                        "LICENSES/MIT.txt",
                        text("MIT"),
                        "LICENSES/OFL-1.1.txt",
                        text("OFL-1.1")),
                passes(
                        "LICENSE_TEXT_DISAGREES",
                        "package.json",
                        says("\"MIT\""),
                        "LICENSE",
                        "The Acme Licence\n\nCopyright (c) 2026 Acme\n\n"
                                + text("MIT").substring(text("MIT").indexOf("Permission"))),
                fails("LICENSE_TEXT_DISAGREES", "package.json", says("\"ISC\""), "LICENSE", text("BSD-2-Clause")),
                fails("LICENSE_TEXT_DISAGREES", "package.json", says("\"MIT\""), "LICENSE", text("MIT-0")),
                unclear("LICENSE_TEXT_DISAGREES", "package.json", says("\"MIT\""), "LICENSE", "Do what you like."),
                unclear(
                        "LICENSE_TEXT_DISAGREES",
                        "package.json",
                        says("\"BSD-3-Clause\""),
                        "LICENSE",
                        text("BSD-2-Clause").replace("with or without", "with or else without")),
                fails(
                        "LICENSE_TEXT_DISAGREES",
                        "package.json",
                        says("\"Apache-2.0\""),
                        "LICENSE",
                        text("MIT").replace("without restriction", "without any restriction")),
                // what single files say
                passes(
                        "LICENSE_OF_FILES",
                        "package.json",
                        SCRIPT + "\"MIT\"}",
                        "a.js",
                        "// SPDX-License-Identifier: Apache-2.0\n1;"),
                fails(
                        "LICENSE_OF_FILES",
                        "package.json",
                        SCRIPT + "\"MIT\"}",
                        "a.js",
                        "// SPDX-License-Identifier: GPL-3.0-or-later\n1;"),
                passes(
                        "LICENSE_OF_FILES",
                        "package.json",
                        SCRIPT + "\"MIT\"}",
                        "a.js",
                        "// SPDX-License-Identifier: GPL-3.0-or-later OR MIT\n1;"),
                passes(
                        "LICENSE_OF_FILES",
                        "package.json",
                        SCRIPT + "\"GPL-2.0-or-later\"}",
                        "a.js",
                        "/* SPDX-License-Identifier: GPL-2.0-only */ 1;"),
                unclear(
                        "LICENSE_OF_FILES",
                        "package.json",
                        "{\"name\": \"a\", \"main\": \"a.js\"}",
                        "a.js",
                        "// SPDX-License-Identifier: GPL-3.0-only\n1;"));
    }
}
