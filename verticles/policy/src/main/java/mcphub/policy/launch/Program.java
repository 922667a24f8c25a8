package mcphub.policy.launch;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The program that a word names. */
final class Program {
    private static final Pattern ENDING = Pattern.compile("\\.(cmd|exe|bat|ps1)$");

    private Program() {}

    /** Its name without folder and ending, in small letters. */
    static String name(String word) {
        String last = word.substring(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1);
        return ENDING.matcher(last.toLowerCase(Locale.ROOT)).replaceFirst("");
    }

    /** Whether it is found by name, or stands where such programs do. */
    static boolean isUsual(String word, List<Pattern> folders) {
        int slash = Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\'));
        if (slash < 0) {
            return true;
        }
        String folder = word.substring(0, slash).replace('\\', '/');
        return !List.of(folder.split("/", -1)).contains("..")
                && folders.stream().anyMatch(usual -> usual.matcher(folder).matches());
    }
}
