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
