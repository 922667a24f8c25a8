package mcphub.report.layout;

import java.awt.Color;

/**
 * How text looks.
 *
 * @param size in points
 * @param leading from line to line, in points
 */
public record Style(Face face, float size, float leading, Color color) {
    /** Text and lines. */
    public static final Color INK = new Color(0x16, 0x20, 0x2E);

    /** What is less important; dark enough to be read in a copy of a copy. */
    public static final Color MUTED = new Color(0x4D, 0x58, 0x66);

    /** Headings, bars. */
    public static final Color ACCENT = new Color(0x1F, 0x4E, 0x79);

    /** Thin lines, and the part of a bar that is missing. */
    public static final Color RULE = new Color(0xD0, 0xD6, 0xDD);

    /** Behind evidence and heads of tables. */
    public static final Color SHADE = new Color(0xF2, 0xF4, 0xF7);

    public static final Style BODY = new Style(Face.REGULAR, 9.5f, 14, INK);
    public static final Style STRONG = new Style(Face.BOLD, 9.5f, 14, INK);
    public static final Style SMALL = new Style(Face.REGULAR, 8, 11.5f, INK);
    public static final Style SMALL_STRONG = new Style(Face.BOLD, 8, 11.5f, INK);
    public static final Style NOTE = new Style(Face.REGULAR, 8, 11.5f, MUTED);
    public static final Style CODE = new Style(Face.MONO, 7.5f, 10.5f, INK);

    /** The faces that there are. */
    public enum Face {
        REGULAR,
        BOLD,
        MONO
    }

    /** The same in another colour. */
    public Style in(Color other) {
        return new Style(face, size, leading, other);
    }

    /** The same in another size, with lines as far apart in proportion. */
    public Style at(float points) {
        return new Style(face, points, points * leading / size, color);
    }
}
