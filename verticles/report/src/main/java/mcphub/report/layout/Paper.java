package mcphub.report.layout;

import org.openpdf.text.PageSize;
import org.openpdf.text.Rectangle;

/** The sizes of pages. */
public enum Paper {
    A4,
    LETTER;

    Rectangle size() {
        return switch (this) {
            case A4 -> PageSize.A4;
            case LETTER -> PageSize.LETTER;
        };
    }
}
