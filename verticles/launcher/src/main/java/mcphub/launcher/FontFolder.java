package mcphub.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mcphub.kernel.SettingsReader;
import mcphub.servers.Servers;

/** The folder {@code fonts} under home: every TrueType file in it is a font for reports, behind those that come along and those of the settings. */
final class FontFolder {
    private static final String NAME = "fonts";
    private static final String KEY = "report.fonts";

    private FontFolder() {}

    /** Where it is or would be. */
    static Path of(SettingsReader settings) {
        return Servers.homePath(settings).resolve(NAME);
    }

    /** Adds a font to it; {@link FontPackage#fetch} says what can go wrong. */
    static Path add(FontPackage font, SettingsReader settings) {
        try {
            Path home = Servers.home(settings);
            return font.fetch(settings.read(), Files.createDirectories(home.resolve(NAME)));
        } catch (IOException e) {
            throw new UncheckedIOException("The font cannot be stored in " + of(settings) + ": " + e.getMessage(), e);
        }
    }

    /** Puts its files into the settings, in the order of their names. */
    static void provide(SettingsReader settings) {
        Path folder = of(settings);
        if (!Files.isDirectory(folder)) {
            return;
        }
        var fonts = new ArrayList<Object>((List<?>) settings.values().get(KEY));
        try (var files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".ttf")).sorted().forEach(file -> fonts.add(file.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be read: " + e.getMessage(), e);
        }
        settings.set(KEY, List.copyOf(fonts));
    }
}
