package mcphub.advisories;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import us.springett.cvss.Cvss;
import us.springett.cvss.MalformedVectorException;

/**
 * How bad a flaw is: by its newest CVSS vector that can be read, of several the gravest, else by its database's own word. What is malicious as a whole is critical.
 *
 * @param severity {@code critical}, {@code high}, {@code medium} or {@code low}; null where nobody says
 * @param score the base score of the vector; null where there is none
 * @param vector what the score was made of
 */
record Rating(
        @Nullable String severity,
        @Nullable Double score,
        @Nullable String vector) {
    private static final Rating NONE = new Rating(null, null, null);
    private static final List<String> NEWEST_FIRST = List.of("CVSS_V4", "CVSS_V3", "CVSS_V2");
    private static final double CRITICAL = 9;
    private static final double HIGH = 7;
    private static final double MEDIUM = 4;
    private static final int LONGEST_VECTOR = 500;
    /** OSV's prefix for packages that are an attack themselves. */
    private static final String MALICIOUS = "MAL-";

    /** That of a record. */
    static Rating of(String id, JsonNode record) {
        for (String type : NEWEST_FIRST) {
            var affected = StreamSupport.stream(record.path("affected").spliterator(), false);
            var rating = gravest(type, Stream.of(record)).or(() -> gravest(type, affected));
            if (rating.isPresent()) {
                return rating.get();
            }
        }
        String word = word(record.path("database_specific").path("severity").asText(""));
        if (word != null) {
            return new Rating(word, null, null);
        }
        return id.startsWith(MALICIOUS) ? new Rating("critical", null, null) : NONE;
    }

    /** The gravest of those that are given in these places; absent where none can be read. */
    private static Optional<Rating> gravest(String type, Stream<JsonNode> places) {
        return places.flatMap(
                        place -> StreamSupport.stream(place.path("severity").spliterator(), false))
                .filter(entry -> type.equals(entry.path("type").asText()))
                .map(entry -> scored(entry.path("score").asText()))
                .filter(rating -> rating.score != null)
                .max(Comparator.comparing(rating -> Objects.requireNonNull(rating.score)));
    }

    private static Rating scored(String vector) {
        if (vector.length() > LONGEST_VECTOR) {
            return NONE;
        }
        try {
            double score = Cvss.fromVector(vector).calculateScore().getBaseScore();
            String word = score >= CRITICAL ? "critical" : score >= HIGH ? "high" : score >= MEDIUM ? "medium" : "low";
            return new Rating(word, score, vector);
        } catch (MalformedVectorException | IllegalArgumentException | IndexOutOfBoundsException unreadable) {
            return NONE; // the database's own word is left
        }
    }

    private static @Nullable String word(String said) {
        return switch (said.toLowerCase(Locale.ROOT)) {
            case "critical" -> "critical";
            case "high", "important" -> "high";
            case "moderate", "medium" -> "medium";
            case "low" -> "low";
            default -> null;
        };
    }
}
