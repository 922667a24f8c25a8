package mcphub.policy;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses the releases of a package that npm may take now. */
interface Picks {
    /**
     * What is chosen.
     *
     * @param words the same for people, with the Node lines that each is for
     */
    record Chosen(List<String> releases, String words) {}

    /**
     * Chooses.
     *
     * @param packument as {@code analysis.packument} tells it
     * @param range what is asked for; null for nothing in particular
     */
    Chosen choose(JsonObject packument, @Nullable String range);
}
