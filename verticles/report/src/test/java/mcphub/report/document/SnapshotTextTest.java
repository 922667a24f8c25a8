package mcphub.report.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import mcphub.report.layout.Paper;
import org.junit.jupiter.api.Test;

/** What can be read in the report of a snapshot, in every script, and what hides in none. */
final class SnapshotTextTest {
    @Test
    void its_text_can_be_taken_out_in_every_script() throws IOException {
        try (var reader = new Reader(Sample.foreign().pdf(Paper.A4))) {
            assertThat(reader.text())
                    .contains(Sample.CHINESE, "Инструменты Εργαλεία", "データ", "@scope/пакет", "const привет = '世界'")
                    .contains("84", "Grade B", Sample.SNAPSHOT, "b".repeat(64))
                    .contains(Sample.ARABIC);
        }
    }

    @Test
    void what_cannot_be_seen_or_turns_text_around_is_written_as_its_code_point() throws IOException {
        try (var reader = new Reader(Sample.foreign().pdf(Paper.A4))) {
            assertThat(reader.text())
                    .contains("src/[U+202E]gnp.ts", "[U+0007]", "zero[U+200B]width", "[U+1F680]", "[U+D55C]")
                    .doesNotContain("\u202E", "\u200B");
        }
    }

    @Test
    void a_finding_names_the_tool_whose_value_it_is_the_way_of_it_and_that_it_is_by_design() throws IOException {
        try (var reader = new Reader(new Sample().traced("run").pdf(Paper.A4))) {
            assertThat(reader.text())
                    .contains("A command is made of an argument of the tool 'run'")
                    .contains("In the tool run · value: an argument that a tool's caller gives · by design")
                    .contains("src/server.ts:12 the argument path", "src/lib/shell.ts:4 into a text")
                    .contains("src/tools/run.ts:1 where it ends");
        }
    }

    @Test
    void nobody_reads_certified_beside_an_f() throws IOException {
        var failed = new Sample()
                .standing(59, "F", 0, 0)
                .finding("critical", "a.js", "w")
                .capped(59, "something critical was found")
                .limited(1, "nobody can look inside");
        try (var reader = new Reader(failed.pdf(Paper.A4))) {
            assertThat(reader.text(1))
                    .contains(
                            "Analysis report",
                            "Analysed (level 0 of 3)",
                            "Status Analysed",
                            "2 of 3 controls judged, 97 % of the code parsed")
                    .contains("Limits at most 59: something critical was found (and 1 more)");
            assertThat(reader.text(1) + reader.text(3)).doesNotContainIgnoringCase("certif");
            assertThat(reader.text(3))
                    .contains("It is analysed (level 0 of 3).", "Of the code that runs, 97 percent was parsed.")
                    .contains("Whatever else is good, level at most 1: nobody can look inside.");
        }
    }

    @Test
    void a_level_that_does_not_count_now_is_not_called_certified_and_a_drift_is_told() throws IOException {
        try (var reader = new Reader(
                new Sample().standing(84, "B", 2, 1).drifted(1, 0, 2, 1).pdf(Paper.A4))) {
            assertThat(reader.text(1)).contains("Static verified (level 1 of 3)", "Status Verified");
            assertThat(reader.text(3))
                    .contains("Level 2 does not count now: No feed has all advisories of npm.")
                    .contains(
                            "What it offers is not what 1.3.0 offered: 1 added, 0 removed, 2 changed, of which 1 describes itself otherwise than before.");
        }
    }

    @Test
    void characters_that_join_letters_stay_where_they_are_spelling_and_show_where_they_are_a_disguise()
            throws IOException {
        String persian = "می\u200Cخواهم";
        try (var reader =
                new Reader(new Sample().named("fi\u200Dlesystem " + persian).pdf(Paper.A4))) {
            assertThat(reader.text()).contains("fi[U+200D]lesystem").doesNotContain("[U+200C]");
        }
    }

    @Test
    void what_fonts_have_as_nothing_is_written_as_its_code_point_and_separators_break_no_lines() throws IOException {
        String evidence = "left\u034F-pad \uFE01 a\u2800b \u3164 \rc\r\nd";
        try (var reader = new Reader(new Sample()
                .describedAs("one\u2028".repeat(100))
                .finding("high", "a.js", evidence)
                .pdf(Paper.A4))) {
            assertThat(reader.text()).contains("left[U+034F]-pad [U+FE01] a[U+2800]b [U+3164] [U+000D]c d");
            assertThat(reader.text(1)).contains("one one", "Snapshot " + Sample.SNAPSHOT);
        }
    }

    @Test
    void marks_upon_a_letter_do_not_hide_it() throws IOException {
        String hidden = "Z" + "\u0336".repeat(1_000) + "a Việt";
        try (var reader =
                new Reader(new Sample().finding("high", "a.js", hidden).pdf(Paper.A4))) {
            assertThat(reader.text()).contains("[994 more marks]a Việt").doesNotContain("\u0336".repeat(7));
        }
        String joined = "name \u0628" + ("\u0610".repeat(6) + "\u200D").repeat(20);
        try (var reader =
                new Reader(new Sample().finding("high", "a.js", joined).pdf(Paper.A4))) {
            assertThat(reader.text()).contains("[114 more marks]");
        }
    }
}
