package mcphub.analysis.licenses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The licences of the SPDX list with their templates, as the library carries them in its jar, and an index of their words by which few of them are compared with a text
 * instead of all. Reading them takes a second, once; what is kept is the words' numbers and the templates.
 */
final class Listed {
    /** The folder of the library's jar. */
    static final String FOLDER = "/resources/stdlicenses/";

    private static final int SHORTEST_NOTICE = 20;
    private static final JsonMapper JSON = new JsonMapper();

    private final List<Template> templates;
    /** Of each run of words of each licence the run and the licence, sorted. */
    private final long[] postings;

    /**
     * One licence.
     *
     * @param notice whether it is no licence, but what stands in files that are under it
     * @param words those that each copy of it has
     * @param first the first of them that begins a run of words with nothing variable inside
     * @param sure how many stand there in a row, up to {@link #MOST_SURE}
     * @param runs how many different runs there are
     * @param length how many words its text has with all that may be left out
     */
    record Template(
            String id,
            boolean deprecated,
            boolean notice,
            String text,
            Words words,
            int first,
            int sure,
            int runs,
            int length) {
        static final int MOST_SURE = 6;

        /** Whether both are the same text but for their names. */
        boolean hasSameWords(Template other) {
            return words.count() == other.words.count()
                    && length == other.length
                    && words.has(0, other.words, 0, words.count());
        }
    }

    private Listed(List<Template> templates, long[] postings) {
        this.templates = templates;
        this.postings = postings;
    }

    private static final class Holder {
        static final Listed LISTED = load();
    }

    /** The list; the first call reads it. */
    static Listed licenses() {
        return Holder.LISTED;
    }

    private static Listed load() {
        var builder = new Builder();
        for (var one : read("licenses.json").path("licenses")) {
            builder.add(read(one.path("licenseId").asText() + ".json"));
        }
        return builder.build();
    }

    static JsonNode read(String name) {
        try (var file = Objects.requireNonNull(Listed.class.getResourceAsStream(FOLDER + name), name)) {
            return JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Template template(int number) {
        return templates.get(number);
    }

    int count() {
        return templates.size();
    }

    List<Template> templates() {
        return templates;
    }

    /** How many different runs of each licence are among these. */
    int[] shared(int[] sortedRuns) {
        int[] shared = new int[templates.size()];
        for (int i = 0; i < sortedRuns.length; i++) {
            if (i > 0 && sortedRuns[i] == sortedRuns[i - 1]) {
                continue;
            }
            long from = (long) sortedRuns[i] << 32;
            int at = Arrays.binarySearch(postings, from);
            for (at = at < 0 ? -at - 1 : at; at < postings.length && postings[at] >> 32 == sortedRuns[i]; at++) {
                shared[(int) postings[at]]++;
            }
        }
        return shared;
    }

    /** Reads one licence after the other. */
    private static final class Builder {
        private final List<Template> templates = new ArrayList<>();
        private final Map<Integer, int[]> runs = new HashMap<>();

        void add(JsonNode license) {
            String full = license.path("licenseText").asText();
            add(license, false, license.path("standardLicenseTemplate").asText(full), full);
            String notice = license.path("standardLicenseHeader").asText();
            if (Words.of(notice).count() >= SHORTEST_NOTICE) {
                add(license, true, license.path("standardLicenseHeaderTemplate").asText(notice), notice);
            }
        }

        private void add(JsonNode license, boolean notice, String text, String full) {
            List<String> parts = RequiredText.of(text);
            var words = Words.of(String.join("\n", parts));
            int first = 0;
            int sure = 0;
            var own = new HashSet<Integer>();
            int offset = 0;
            for (String part : parts) {
                var of = Words.of(part);
                for (int i = 0; i < of.runs(); i++) {
                    own.add(of.run(i));
                }
                if (sure == 0 && of.runs() > 0) {
                    first = offset;
                    sure = Math.min(Template.MOST_SURE, of.count());
                }
                offset += of.count();
            }
            if (own.isEmpty()) { // hardly a word between what is variable
                for (int i = 0; i < words.runs(); i++) {
                    own.add(words.run(i));
                }
            }
            if (own.isEmpty()) {
                return;
            }
            runs.put(templates.size(), own.stream().mapToInt(Integer::intValue).toArray());
            templates.add(new Template(
                    license.path("licenseId").asText(),
                    license.path("isDeprecatedLicenseId").asBoolean(),
                    notice,
                    text,
                    words,
                    first,
                    sure == 0 ? Words.RUN : sure,
                    own.size(),
                    Words.of(full).count()));
        }

        Listed build() {
            long[] postings =
                    new long[runs.values().stream().mapToInt(of -> of.length).sum()];
            int at = 0;
            for (var entry : runs.entrySet()) {
                for (int run : entry.getValue()) {
                    postings[at++] = (long) run << 32 | entry.getKey();
                }
            }
            Arrays.sort(postings);
            return new Listed(List.copyOf(templates), postings);
        }
    }
}
