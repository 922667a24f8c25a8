package mcphub.kernel;

import java.text.Normalizer;
import java.util.List;
import java.util.stream.Stream;

/** What files are saved under: the names of what they are about are anybody's choice. */
public final class FileNames {
    private static final int MOST_OF_A_WORD = 80;

    private FileNames() {}

    /**
     * A name that every system takes: {@code mcphub-mcp-database-tools-1.4.0.pdf}.
     *
     * @param ending with its dot
     */
    public static String of(List<String> words, String ending) {
        return Stream.concat(Stream.of("mcphub"), words.stream())
                        .map(word -> Normalizer.normalize(word, Normalizer.Form.NFKD)
                                .replaceAll("\\p{M}", "")
                                .replaceAll("[^A-Za-z0-9._]+", "-")
                                .replaceAll("^[-.]+|[-.]+$", ""))
                        .filter(word -> !word.isEmpty())
                        .map(word -> word.length() <= MOST_OF_A_WORD ? word : word.substring(0, MOST_OF_A_WORD))
                        .reduce((all, word) -> all + "-" + word)
                        .orElseThrow()
                + ending;
    }
}
