package mcphub.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.regex.Pattern;
import mcphub.analysis.source.Limits;
import mcphub.analysis.source.NpmRegistry;
import mcphub.analysis.source.Origin;
import mcphub.analysis.source.RegistrySettings;
import mcphub.analysis.source.Release;
import mcphub.analysis.source.SourceFile;
import mcphub.analysis.source.SourceRejected;
import mcphub.analysis.source.SourceTree;
import mcphub.analysis.source.Unpacker;
import mcphub.kernel.Settings;
import mcphub.report.layout.Fonts;
import org.jspecify.annotations.Nullable;

/**
 * A TrueType font in an npm package.
 *
 * @param name the package's name
 * @param version an exact version, or a tag
 * @param file the font's path in the package
 * @param integrity what the registry must say of the package's digest; null where whatever it has is wanted
 */
record FontPackage(
        String name, String version, String file, @Nullable String integrity) {
    /** Nanum Gothic: Hangul, which no font of Maven Central that we know of has. */
    static final FontPackage KOREAN = new FontPackage(
            "@expo-google-fonts/nanum-gothic",
            "0.4.0",
            "400Regular/NanumGothic_400Regular.ttf",
            "sha512-BQls1DxrlrE0dn+lt9lbKOOBd44E3SmQNza6yHFcKVDl4L5/ecVwRcc6betnM00NkObHB99yqnc2aXbkQd31ww==");

    private static final Pattern LICENSE = Pattern.compile("(licen[cs]e|ofl|copying)[^/]*", Pattern.CASE_INSENSITIVE);

    /** The font's file name. */
    String fileName() {
        return file.substring(file.lastIndexOf('/') + 1);
    }

    /**
     * Downloads the package, and puts the font and what it says of its license into the folder, whole or not at all.
     *
     * @return the font
     * @throws IOException where the folder cannot be written
     * @throws mcphub.analysis.source.SourceFailure where the registry does not have it, or something else under its name
     * @throws IllegalArgumentException where it is no font that may be embedded
     */
    Path fetch(Settings settings, Path folder) throws IOException {
        Path work = Files.createTempDirectory(folder, ".new");
        try (var registry = new NpmRegistry(RegistrySettings.of(settings))) {
            Release release = registry.resolve(name, version);
            if (integrity != null && !integrity.equals(release.integrity().sri())) {
                throw new SourceRejected("The registry has another " + name + " " + version + " than the hub knows.");
            }
            Path archive = registry.download(release, work);
            try (var unpacked = new Unpacker(Limits.defaults(), work, Clock.systemUTC()).open(archive, Origin.NPM)) {
                return store(unpacked.tree(), work, folder);
            }
        } finally {
            remove(work);
        }
    }

    private Path store(SourceTree files, Path work, Path folder) throws IOException {
        SourceFile font = files.file(file)
                .orElseThrow(() -> new SourceRejected("The package " + name + " has no file "
                        + file + "; its fonts are "
                        + files.files().stream()
                                .map(SourceFile::path)
                                .filter(path -> path.endsWith(".ttf"))
                                .toList()
                        + "."));
        Path fresh = Files.write(work.resolve(fileName()), font.content().get());
        Fonts.check(fresh);
        for (SourceFile text : files.files()) {
            if (LICENSE.matcher(text.path()).matches()) {
                Files.write(
                        folder.resolve(fileName() + "." + text.name()),
                        text.content().get());
            }
        }
        return Files.move(
                fresh, folder.resolve(fileName()), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void remove(Path work) throws IOException {
        try (var files = Files.list(work)) {
            for (Path left : files.toList()) {
                Files.delete(left);
            }
        }
        Files.delete(work);
    }
}
