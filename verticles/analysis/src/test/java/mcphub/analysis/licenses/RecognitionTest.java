package mcphub.analysis.licenses;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import mcphub.kernel.licenses.LicenseExpression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which licences texts are, as they really lie in packages. The whole list is scripts/oracles/license-texts. */
final class RecognitionTest {
    private static final String MIT = text("MIT");
    private static final String PERMISSION = MIT.substring(MIT.indexOf("Permission is hereby"));

    private static String text(String id) {
        return Listed.read(id + ".json").path("licenseText").asText();
    }

    private static Reading read(String text) {
        return new Recognition().read(text);
    }

    private static List<String> ids(Reading reading) {
        return reading.found().stream().map(Reading.Found::id).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MIT",
                "ISC",
                "Apache-2.0",
                "BSD-2-Clause",
                "BSD-3-Clause",
                "0BSD",
                "MPL-2.0",
                "Unlicense",
                "CC0-1.0",
                "MIT-0",
                "Zlib",
                "WTFPL",
                "EPL-2.0",
                "Artistic-2.0",
                "BlueOak-1.0.0",
                "BUSL-1.1",
                "Elastic-2.0",
                "SSPL-1.0",
                "Python-2.0",
                "LGPL-3.0-only",
                "AGPL-3.0-only"
            })
    void the_text_of_the_list_is_the_licence_and_nothing_else(String id) {
        var reading = read(text(id));
        assertThat(ids(reading)).containsExactly(id);
        assertThat(reading.isWhole()).as(reading.words()).isTrue();
        assertThat(reading.complete()).isTrue();
    }

    @Test
    void a_name_and_a_copyright_of_its_own_in_front_change_nothing() {
        var reading =
                read("The Acme Tools Licence (MIT style)\n\nCopyright (c) 2019-2026 Acme Ltd <https://acme.example>\n"
                        + "Copyright (c) 2018 Somebody Else, and contributors\n\n" + PERMISSION);
        assertThat(ids(reading)).containsExactly("MIT");
        assertThat(reading.isWhole()).as(reading.words()).isTrue();
    }

    @Test
    void all_on_one_line_with_other_quotes_and_as_a_comment_is_the_same() {
        assertThat(ids(read(MIT.replaceAll("\\s+", " ")))).containsExactly("MIT");
        assertThat(ids(read(MIT.replace("\"", "``").replace("\n", "\r\n")))).containsExactly("MIT");
        assertThat(ids(read(MIT.lines().map(line -> " * " + line).reduce("", (a, b) -> a + '\n' + b))))
                .containsExactly("MIT");
        assertThat(ids(read(MIT.toUpperCase(java.util.Locale.ROOT)))).containsExactly("MIT");
    }

    @Test
    void several_licences_of_one_file_are_all_found_in_their_order() {
        var reading = read("This is ours:\n\n" + MIT + "\n\n---\n\nParts are taken from elsewhere:\n\n"
                + text("Apache-2.0") + "\n\n=====\n\n" + text("BSD-3-Clause") + "\n\n" + MIT);
        assertThat(ids(reading)).containsExactly("MIT", "Apache-2.0", "BSD-3-Clause", "MIT");
        assertThat(reading.found().get(1).line())
                .isGreaterThan(reading.found().get(0).line());
        assertThat(reading.isWhole()).as(reading.words()).isTrue();
    }

    @Test
    void what_was_added_is_counted_and_what_was_changed_is_only_alike() {
        var restricted = read(
                "The Software is provided under this licence with the following condition, which takes away a right. "
                                .repeat(5)
                        + "\n\n" + text("Apache-2.0"));
        assertThat(ids(restricted)).containsExactly("Apache-2.0");
        assertThat(restricted.isWhole()).isFalse();
        assertThat(restricted.words()).contains("Apache-2.0, and ").endsWith(" words that are no licence's");

        var changed = read(MIT.replace("without restriction", "without any obligation to be evil"));
        assertThat(changed.found()).isEmpty();
        assertThat(changed.like().orElseThrow().id()).isEqualTo("MIT");
        assertThat(changed.words()).contains("MIT?", "not as it should read");
    }

    @Test
    void licences_of_one_text_are_named_together() {
        var reading = read(text("GPL-2.0-or-later"));
        assertThat(ids(reading)).containsExactly("GPL-2.0-only");
        assertThat(reading.found().getFirst().others()).contains("GPL-2.0-or-later");
    }

    @Test
    void what_is_no_licence_is_none() {
        for (String text : List.of(
                "",
                " ",
                "MIT",
                "All rights reserved.",
                "See the file COPYING.",
                "Permission is hereby granted",
                "\u0000\uD800")) {
            var reading = read(text);
            assertThat(reading.found()).as(text).isEmpty();
            assertThat(reading.words()).isEqualTo("no licence that SPDX knows");
        }
    }

    @Test
    void hostile_texts_take_bounded_work() {
        var part = MIT.substring(0, MIT.indexOf("THE SOFTWARE IS"));
        var hostile = List.of(
                "-".repeat(300_000) + "x",
                "-=*".repeat(100_000) + "x",
                " \t".repeat(200_000),
                "* /".repeat(100_000),
                "Permission is hereby granted ".repeat(12_000),
                "copyright ".repeat(30_000),
                part.repeat(400),
                MIT.repeat(300),
                text("CC-BY-SA-4.0").substring(0, 15_000).repeat(20),
                "\n".repeat(300_000),
                "(".repeat(300_000));
        var start = System.nanoTime();
        var recognition = new Recognition();
        hostile.forEach(recognition::read);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(2));
    }

    @Test
    void the_hub_knows_each_id_of_the_list() {
        for (var template : Listed.licenses().templates()) {
            assertThat(LicenseExpression.of(template.id()).isKnown())
                    .as(template.id())
                    .isTrue();
        }
        assertThat(Listed.licenses().templates()).hasSizeGreaterThan(700);
    }
}
