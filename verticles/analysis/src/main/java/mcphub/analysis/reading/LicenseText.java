package mcphub.analysis.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import mcphub.analysis.licenses.Reading;
import mcphub.analysis.licenses.Recognition;

/**
 * A file that holds a licence, by its name, and what it was recognised as.
 *
 * @param own whether it speaks for the version as a whole: at the root, or in the folder that REUSE has for them
 */
public record LicenseText(TextFile file, boolean own, Reading reading) {
    private static final int MOST = 2_000;
    private static final String FOLDER = "LICENSES/";
    private static final Pattern NAME = Pattern.compile(
            "(?i)(?:(?:un)?licen[cs]es?|copying)(?:[-._ ].*)?|(?:mit|apache|bsd|gpl|lgpl|mpl)-licen[cs]e.*");
    private static final Pattern NO_TEXT = Pattern.compile("(?i).*\\.(?:json|ya?ml|toml|xml|csv|html?|css|map)");

    /**
     * Those of a source: its own first, then those of bundled packages and of folders.
     *
     * @param named the path that the manifest names instead of a licence, whatever the file is called
     */
    static List<LicenseText> in(List<TextFile> files, Optional<String> named) {
        var recognition = new Recognition();
        var texts = new ArrayList<LicenseText>();
        files.stream()
                .filter(file -> isLicense(file)
                        || named.filter(file.path()::equalsIgnoreCase).isPresent())
                .sorted(Comparator.comparing((TextFile file) -> !isOwn(file)))
                .limit(MOST)
                .forEach(file -> texts.add(new LicenseText(file, isOwn(file), recognition.read(file.text()))));
        return List.copyOf(texts);
    }

    private static boolean isOwn(TextFile file) {
        return file.path().indexOf('/') < 0 || file.path().startsWith(FOLDER);
    }

    private static boolean isLicense(TextFile file) {
        boolean byFolder = file.path().startsWith(FOLDER) || file.path().contains('/' + FOLDER);
        return (byFolder || NAME.matcher(file.name()).matches())
                && !file.language().isCode()
                && !NO_TEXT.matcher(file.name()).matches();
    }
}
