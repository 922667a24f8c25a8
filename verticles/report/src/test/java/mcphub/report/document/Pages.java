package mcphub.report.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.text.TextPosition;

/** Looks whether pages can be read. */
final class Pages {
    private Pages() {}

    /** No page is empty, nothing leaves one (Letter), and no glyph lies on another. */
    static void areLegible(byte[] pdf) throws IOException {
        try (var reader = new Reader(pdf)) {
            for (int page = 1; page <= reader.pages(); page++) {
                var glyphs = reader.glyphs(page).stream()
                        .filter(glyph -> !glyph.getUnicode().isBlank())
                        .toList();
                assertThat(glyphs).as("page %d", page).isNotEmpty();
                for (TextPosition glyph : glyphs) {
                    assertThat(glyph.getXDirAdj()).isBetween(50f, 560f);
                    assertThat(glyph.getYDirAdj()).isBetween(50f, 792f - 30);
                }
                assertThat(overlapping(glyphs)).as("page %d", page).isEmpty();
            }
        }
    }

    /** No page but the last ends with a heading, the head of a table or the place of a finding, whose rest stands on the next. */
    static void endWithMoreThanAHeading(byte[] pdf) throws IOException {
        try (var reader = new Reader(pdf)) {
            for (int page = 2; page < reader.pages(); page++) {
                var glyphs = reader.glyphs(page).stream()
                        .filter(glyph -> !glyph.getUnicode().isBlank() && glyph.getYDirAdj() < 792f - 62)
                        .toList();
                double last = glyphs.stream()
                        .mapToDouble(TextPosition::getYDirAdj)
                        .max()
                        .orElseThrow();
                var line = glyphs.stream()
                        .filter(glyph -> last - glyph.getYDirAdj() < 1)
                        .toList();
                assertThat(line)
                        .as("the end of page %d: %s", page, line)
                        .anyMatch(glyph -> !glyph.getFont().getName().contains("Bold"));
            }
        }
    }

    /** Glyphs of which at least a third lies on another one of the other lines. */
    private static List<String> overlapping(List<TextPosition> glyphs) {
        return glyphs.stream()
                .filter(one -> glyphs.stream().anyMatch(other -> isOn(one, other)))
                .map(TextPosition::getUnicode)
                .toList();
    }

    private static boolean isOn(TextPosition one, TextPosition other) {
        float apart = Math.abs(one.getYDirAdj() - other.getYDirAdj());
        if (apart < 1 || apart > one.getHeightDir() * 0.66f) {
            return false;
        }
        float from = Math.max(one.getXDirAdj(), other.getXDirAdj());
        float to = Math.min(one.getXDirAdj() + one.getWidthDirAdj(), other.getXDirAdj() + other.getWidthDirAdj());
        return to - from > one.getWidthDirAdj() / 3;
    }
}
