package mcphub.report.document;

import java.util.List;
import mcphub.report.layout.Sheet;
import mcphub.report.layout.Style;
import mcphub.report.layout.Visible;
import org.jspecify.annotations.Nullable;

/** The first pages of every document. */
final class Cover {
    private static final int LONG_NAME = 40;
    /** Of characters of name and description: for more there is no room below so much air. */
    private static final int MUCH = 200;

    private static final int MOST_OF_A_NAME = 120;
    private static final int MOST_OF_A_DESCRIPTION = 240;

    private Cover() {}

    /** Who speaks, what kind of document it is, and about what. */
    static void title(Sheet sheet, String kind, String name, @Nullable String description) {
        sheet.decoration(pen -> {
            pen.fill(Style.ACCENT, 0, 0, pen.width(), 3);
            pen.text("MCP Hub", Style.STRONG.at(13).in(Style.ACCENT), 0, 26);
        });
        String about = description == null ? "" : description;
        sheet.space(name.length() + about.length() > MUCH ? 50 : 110);
        sheet.paragraph(kind, Style.BODY.at(14).in(Style.MUTED));
        sheet.title(Visible.cut(name, MOST_OF_A_NAME), Style.STRONG.at(name.length() > LONG_NAME ? 18 : 27));
        if (description != null) {
            sheet.space(4);
            sheet.paragraph(
                    Visible.cut(description, MOST_OF_A_DESCRIPTION),
                    Style.BODY.at(11).in(Style.MUTED));
        }
        sheet.space(22);
    }

    /** The contents. */
    static void contents(Sheet sheet, List<String> chapters) {
        sheet.paragraph("Contents", Style.STRONG.at(19).in(Style.ACCENT));
        sheet.space(8);
        sheet.contents(chapters);
    }
}
