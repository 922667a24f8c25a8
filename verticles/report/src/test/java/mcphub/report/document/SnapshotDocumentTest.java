package mcphub.report.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mcphub.report.layout.Paper;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionGoTo;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDNamedDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageDestination;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.verapdf.pdfa.flavours.PDFAFlavour;

final class SnapshotDocumentTest {
    static Stream<Sample> samples() {
        return Stream.of(
                new Sample(),
                new Sample().findings(40).traced("run"),
                Sample.foreign().traced(Sample.CHINESE));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void it_is_archivable_and_accessible(Sample sample) throws Exception {
        byte[] pdf = sample.pdf(Paper.A4);
        assertThat(PdfChecks.violations(pdf, PDFAFlavour.PDFA_2_A)).isEmpty();
        assertThat(PdfChecks.violations(pdf, PDFAFlavour.PDFUA_1)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void nothing_leaves_the_page_and_nothing_lies_on_something_else(Sample sample) throws IOException {
        Pages.areLegible(sample.pdf(Paper.LETTER));
    }

    @ParameterizedTest
    @EnumSource(Paper.class)
    void it_has_the_size_of_its_paper(Paper paper) throws IOException {
        try (var reader = new Reader(new Sample().pdf(paper))) {
            var box = reader.document().getPage(0).getMediaBox();
            assertThat(List.of(Math.round(box.getWidth()), Math.round(box.getHeight())))
                    .isEqualTo(paper == Paper.A4 ? List.of(595, 842) : List.of(612, 792));
        }
    }

    @Test
    void a_list_of_dependencies_that_was_cut_does_not_claim_to_be_whole() throws IOException {
        String[] many =
                IntStream.range(0, 2_000).mapToObj(i -> "dependency-" + i).toArray(String[]::new);
        try (var reader = new Reader(new Sample().depending(many).pdf(Paper.A4))) {
            assertThat(reader.text()).contains("the first 2000 dependencies; there may be more", "dependency-1999");
        }
    }

    @Test
    void known_vulnerabilities_are_listed_with_their_advisories() throws IOException {
        try (var reader = new Reader(new Sample()
                .vulnerable("@modelcontextprotocol/sdk 1.0.1", "CVE-2025-66414: no protection (fixed in 1.24.0)")
                .pdf(Paper.A4))) {
            assertThat(reader.text())
                    .contains("@modelcontextprotocol/sdk 1.0.1", "CVE-2025-66414", "package.json:22")
                    .contains("Of 1 control over dependencies and lock files, 0 passed. The others:");
        }
    }

    @Test
    void the_methodology_is_the_one_that_is_shipped_and_says_when_the_snapshot_is_of_another() throws IOException {
        try (var reader = new Reader(new Sample()
                .finding("critical", "a.js", "w")
                .capped(59, "something critical was found")
                .pdf(Paper.A4))) {
            assertThat(reader.text())
                    .contains("critical 40, high 20, medium 10, low 5", "security with 50, supply chain with 30")
                    .contains("Grade A from 90 points, B from 80, C from 70, D from 60, F below")
                    .contains("Whatever else is good, at most 59: something critical was found.")
                    .contains("at most 59 where something critical was found", "at most 69 where there is no manifest")
                    .doesNotContain("was scored by the method");
        }
        try (var reader = new Reader(
                new Sample().scoredBy("v1.0").finding("critical", "a.js", "w").pdf(Paper.A4))) {
            assertThat(reader.text()).contains("was scored by the method v1.0");
            assertThat(reader.text(3)).doesNotContain("Whatever else is good");
        }
    }

    @Test
    void a_finding_of_five_thousand_characters_is_there_to_the_last_one() throws IOException {
        try (var reader = new Reader(
                new Sample().finding("high", "a.js", "w".repeat(5_000)).pdf(Paper.A4))) {
            assertThat(reader.text().chars().filter(c -> c == 'w').count()).isGreaterThanOrEqualTo(5_000);
        }
    }

    @Test
    void two_thousand_findings_are_all_there() throws IOException {
        try (var reader = new Reader(new Sample().findings(2_000).pdf(Paper.A4))) {
            String text = reader.text();
            assertThat(IntStream.range(0, 2_000).filter(i -> !text.contains("src/tools/file-" + i + ".ts:" + (i + 1))))
                    .isEmpty();
            assertThat(text).contains("High (2000)", "Page " + reader.pages() + " of " + reader.pages());
        }
    }

    @Test
    void a_snapshot_without_findings_says_so() throws IOException {
        try (var reader = new Reader(new Sample().pdf(Paper.A4))) {
            assertThat(reader.text()).contains("There are no findings", "No control failed", "declares none");
        }
    }

    @Test
    void contents_and_bookmarks_lead_where_they_say() throws IOException {
        try (var reader = new Reader(new Sample().findings(60).pdf(Paper.A4))) {
            var outline = reader.document().getDocumentCatalog().getDocumentOutline();
            String contents = reader.text(2);
            int chapters = 0;
            for (var bookmark : outline.children()) {
                int page = pageOf(reader, Objects.requireNonNull(bookmark.findDestinationPage(reader.document())));
                assertThat(reader.text(page)).contains(bookmark.getTitle());
                assertThat(contents).contains(bookmark.getTitle() + " " + page);
                chapters++;
            }
            assertThat(chapters).isEqualTo(9);
            var links = reader.document().getPage(1).getAnnotations();
            assertThat(links).hasSize(9).allSatisfy(link -> {
                var target = (PDActionGoTo) ((PDAnnotationLink) link).getAction();
                var name = (PDNamedDestination) target.getDestination();
                var place = reader.document().getDocumentCatalog().findNamedDestinationPage(name);
                assertThat(reader.text(place(place))).contains(name.getNamedDestination());
            });
        }
    }

    private static int place(PDPageDestination destination) {
        return destination.retrievePageNumber() + 1;
    }

    private static int pageOf(Reader reader, PDPage page) {
        return reader.document().getPages().indexOf(page) + 1;
    }

    @Test
    void the_repository_can_be_clicked() throws IOException {
        try (var reader = new Reader(new Sample().pdf(Paper.A4))) {
            var link = (PDAnnotationLink)
                    reader.document().getPage(0).getAnnotations().getFirst();
            assertThat(((PDActionURI) link.getAction()).getURI())
                    .isEqualTo("https://git.example.org/acme/mcp-database-tools");
        }
    }

    @Test
    void a_repository_whose_address_a_link_cannot_say_is_only_text_and_nobody_signs_in_there() throws IOException {
        try (var reader = new Reader(
                new Sample().developedAt("https://gіt.example.org/acme/träger").pdf(Paper.A4))) {
            assertThat(reader.text(1)).contains("https://gіt.example.org/acme/träger");
            assertThat(reader.document().getPage(0).getAnnotations()).isEmpty();
        }
        try (var reader = new Reader(new Sample()
                .developedAt("https://ann:secret@git.example.org/acme")
                .pdf(Paper.A4))) {
            assertThat(reader.text()).contains("https://git.example.org/acme").doesNotContain("secret");
        }
    }

    @Test
    void long_texts_leave_the_cover_one_page() throws IOException {
        try (var reader = new Reader(new Sample()
                .named("w".repeat(214))
                .describedAs("w".repeat(2_000))
                .developedAt("https://git.example.org/" + "w".repeat(476))
                .pdf(Paper.LETTER))) {
            assertThat(reader.text(1)).contains("Snapshot " + Sample.SNAPSHOT);
            assertThat(reader.text(2)).startsWith("Contents");
        }
    }

    @Test
    void what_is_written_as_its_code_point_leaves_the_cover_one_page_too() throws IOException {
        try (var reader = new Reader(new Sample()
                .named("a" + "\u200B".repeat(213))
                .describedAs("\u200B".repeat(2_000))
                .pdf(Paper.LETTER))) {
            assertThat(reader.text(1)).contains("Snapshot " + Sample.SNAPSHOT);
            assertThat(reader.text(2)).startsWith("Contents");
        }
    }

    @Test
    void a_name_from_right_to_left_leaves_the_day_at_the_foot_as_it_is() throws IOException {
        try (var reader = new Reader(new Sample().named("כלי " + Sample.ARABIC).pdf(Paper.A4))) {
            assertThat(reader.text(2)).contains("14 January 2026 · Page 2 of");
        }
    }

    @Test
    void the_foot_has_the_whole_name_where_there_is_room_and_its_beginning_where_there_is_not() throws IOException {
        String name = "@modelcontextprotocol/server-sequential-thinking";
        try (var reader = new Reader(new Sample().named(name).pdf(Paper.A4))) {
            assertThat(reader.text(2)).contains(name + " 1.4.0 14 January 2026 · Page 2 of");
        }
        try (var reader = new Reader(new Sample().named("数".repeat(214)).pdf(Paper.A4))) {
            assertThat(reader.text(2)).containsPattern("数{40,60}... 14 January 2026 · Page 2 of");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13})
    void no_page_ends_with_a_heading(int findings) throws IOException {
        var sample = new Sample().findings(findings);
        for (int i = 0; i < 120; i++) {
            sample.finding("low", "src/" + i, "w".repeat(i * 37 % 400 + 1));
        }
        Pages.endWithMoreThanAHeading(
                sample.depending("x".repeat(200 + findings * 90)).pdf(Paper.LETTER));
    }

    @Test
    void it_says_what_it_is() throws IOException {
        try (var reader = new Reader(new Sample().pdf(Paper.A4))) {
            var information = reader.document().getDocumentInformation();
            assertThat(information.getTitle()).isEqualTo("Certification report: mcp-database-tools 1.4.0");
            assertThat(information.getAuthor()).isEqualTo("MCP Hub");
            assertThat(reader.document().getDocumentCatalog().getLanguage()).isEqualTo("en");
            assertThat(reader.document().getDocumentCatalog().getMarkInfo().isMarked())
                    .isTrue();
        }
    }

    @Test
    void the_summary_is_one_page() throws IOException {
        try (var reader = new Reader(new Sample().findings(9).pdf(Paper.LETTER))) {
            assertThat(reader.text(3))
                    .contains(
                            "Summary",
                            "84 of 100",
                            "grade B",
                            "9 high findings",
                            "What to do first",
                            "Where the points are");
            assertThat(reader.text(4)).startsWith("Scores");
        }
    }
}
