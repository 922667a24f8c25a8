package mcphub.analysis.controls;

import java.util.List;
import java.util.Optional;

/** What is known of flaws. Always gives the same for the same. */
public interface KnownFlaws {
    /** Nothing, as long as nobody has told anything. */
    KnownFlaws NOTHING = new KnownFlaws() {
        @Override
        public List<Flaw> of(Installed one) {
            return List.of();
        }

        @Override
        public Optional<String> gap(String ecosystem) {
            return Optional.of(sample(ecosystem));
        }
    };

    /** Those that this has, each once however many records there are of it. */
    List<Flaw> of(Installed one);

    /**
     * Why nothing follows from there being none in an ecosystem; empty where it does.
     *
     * @param ecosystem as OSV calls it
     */
    Optional<String> gap(String ecosystem);

    /** Why, where nobody has told everything. */
    static String sample(String ecosystem) {
        return "The advisories of " + ecosystem + " that are known here are a sample: no complete feed was imported";
    }
}
