package mcphub.analysis.controls;

import java.util.List;
import java.util.Optional;
import mcphub.analysis.reading.Manifest.Ecosystem;

/** What is known of flaws. Always gives the same for the same. */
public interface KnownFlaws {
    /** Those that this has, each once however many records there are of it. */
    List<Flaw> of(Installed one);

    /** Why nothing follows from there being none in an ecosystem; empty where it does. */
    Optional<String> gap(Ecosystem ecosystem);
}
