package mcphub.advisories;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** A folder of the settings, or a zip, that is a feed. */
record FolderFeed(String name, Path path) {
    private static final Pattern TEXT = Pattern.compile("([a-z0-9][a-z0-9._-]{0,99})\\s+(\\S.*)");

    /**
     * Reads what the settings say.
     *
     * @throws IllegalArgumentException for what is no name and path
     */
    static FolderFeed parse(String text) {
        var match = TEXT.matcher(text.strip());
        if (!match.matches()) {
            throw new IllegalArgumentException("advisories.folders: '" + text
                    + "' is not a name of small letters and a path, such as own /etc/mcphub/advisories");
        }
        return new FolderFeed(match.group(1), Path.of(match.group(2)));
    }
}
