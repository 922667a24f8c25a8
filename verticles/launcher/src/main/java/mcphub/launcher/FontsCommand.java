package mcphub.launcher;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hub fonts}: adds a font for reports. */
@Command(
        name = "fonts",
        mixinStandardHelpOptions = true,
        description =
                "Adds a font for reports: a TrueType file of an npm package, kept in the folder fonts under home. Without a name it is Nanum Gothic (SIL Open Font License), which Korean is set in.",
        footer = {
            "",
            "Each node that makes reports needs it, and takes it at its next start. Another one:",
            "  hub fonts @expo-google-fonts/noto-sans-kr@0.4.3 400Regular/NotoSansKR_400Regular.ttf"
        })
final class FontsCommand implements Callable<Integer> {
    private static final Pattern SOURCE = Pattern.compile("(@?[^@]+)(?:@(.+))?");

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Parameters(index = "0", arity = "0..1", paramLabel = "PACKAGE@VERSION", description = "An npm package.")
    private String source = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "FILE", description = "The font's path in the package.")
    private String file = "";

    @Override
    public Integer call() {
        FontPackage font = source.isEmpty() ? FontPackage.KOREAN : named();
        Path stored = FontFolder.add(font, options.reader());
        options.out().println("Reports are set in " + stored + ", too, once the hub has been started anew.");
        return 0;
    }

    private FontPackage named() {
        Matcher match = SOURCE.matcher(source);
        if (!match.matches()) {
            throw new IllegalArgumentException(source + " is no package; expected name@version");
        }
        if (!file.endsWith(".ttf")) {
            throw new IllegalArgumentException(
                    "FILE must be the path of a .ttf file in the package, such as 400Regular/Name.ttf");
        }
        return new FontPackage(match.group(1), match.group(2) == null ? "" : match.group(2), file, null);
    }
}
