package mcphub.report.layout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.Chunk;
import org.openpdf.text.Font;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.BaseFont;

/**
 * The fonts, all of them embedded. A character is set in the first font that has it; those for other scripts than Latin, Greek and Cyrillic are read when they are
 * needed, and given back when memory is short. OpenPDF's own {@code FontSelector} leaves out characters that no font has; here they appear as code points. For one
 * thread at a time.
 */
public final class Fonts {
    private final Loaded regular = resource("fonts/ttf/OpenSans/OpenSans-Regular.ttf");
    private final Loaded bold = resource("fonts/ttf/OpenSans/OpenSans-Bold.ttf");
    private final Loaded mono = resource("liberation/LiberationMono-Regular.ttf");
    private final List<Loaded> further = new ArrayList<>();

    /**
     * The fonts that come along, and these after them.
     *
     * @param files TrueType files
     * @throws IllegalArgumentException where one of them cannot be used; says which and why
     */
    public Fonts(List<String> files) {
        further.add(resource("fonts/ttf/Kurinto/KurintoSans-Rg.ttf"));
        further.add(resource("fonts/ttf/NotoSansSC/NotoSansSC-Regular.ttf"));
        files.forEach(file -> further.add(added(Path.of(file))));
    }

    /**
     * Looks whether a file is a font that reports can be set in.
     *
     * @throws IllegalArgumentException where it is not; says why
     */
    public static void check(Path file) {
        added(file);
    }

    private static Loaded added(Path file) {
        var font = new Loaded(file.toString(), () -> Files.readAllBytes(file));
        try {
            font.get();
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "The file " + file + " is no TrueType font that a report can be set in: " + e.getMessage(), e);
        }
        return font;
    }

    /** The text in runs of one font each; what must not be on a page is made visible. */
    Phrase phrase(String text, Style style) {
        var phrase = new Phrase(style.leading());
        var run = new StringBuilder();
        BaseFont font = base(style.face());
        for (int c : Visible.of(text).codePoints().toArray()) {
            BaseFont next = c == '\n' ? font : fontFor(c, font, style.face());
            if (next != null && !next.equals(font) && !run.isEmpty()) {
                phrase.add(chunk(run, font, style));
                run.setLength(0);
            }
            font = next == null ? font : next;
            if (next == null) {
                run.append(Visible.code(c));
            } else {
                run.appendCodePoint(c);
            }
        }
        phrase.add(chunk(run, font, style));
        return phrase;
    }

    private static Chunk chunk(StringBuilder run, BaseFont font, Style style) {
        return new Chunk(run.toString(), new Font(font, style.size(), Font.NORMAL, style.color()));
    }

    /** The font that the run is in where it has a space or a sign, so that words of one script are not torn; else the first that has the character. */
    private @Nullable BaseFont fontFor(int c, BaseFont current, Style.Face face) {
        if (!Character.isLetterOrDigit(c) && current.charExists(c)) {
            return current;
        }
        if (base(face).charExists(c)) {
            return base(face);
        }
        for (Loaded candidate : further) {
            BaseFont font = candidate.get();
            if (font.charExists(c)) {
                return font;
            }
        }
        return null;
    }

    /** The font of a face, for text that is known to be plain. */
    BaseFont base(Style.Face face) {
        return switch (face) {
            case REGULAR -> regular.get();
            case BOLD -> bold.get();
            case MONO -> mono.get();
        };
    }

    private static Loaded resource(String name) {
        return new Loaded(name, () -> {
            try (var in = Objects.requireNonNull(Fonts.class.getClassLoader().getResourceAsStream(name), name)) {
                return in.readAllBytes();
            }
        });
    }

    /** Reads a font file. */
    private interface Reading {
        byte[] bytes() throws IOException;
    }

    /** A font that is read at its first use. */
    private static final class Loaded {
        private final String name;
        private final Reading reading;
        private SoftReference<BaseFont> font = new SoftReference<>(null);

        Loaded(String name, Reading reading) {
            this.name = name;
            this.reading = reading;
        }

        BaseFont get() {
            BaseFont known = font.get();
            if (known == null) {
                try {
                    String file = name.substring(name.lastIndexOf('/') + 1);
                    known = BaseFont.createFont(
                            file, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, false, reading.bytes(), null);
                } catch (IOException e) {
                    throw new UncheckedIOException("The font " + name + " cannot be read", e);
                }
                // of a part of the characters only, which PDF/A does not allow
                known.setIncludeCidSet(false);
                font = new SoftReference<>(known);
            }
            return known;
        }
    }
}
