package mcphub.analysis;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import mcphub.analysis.controls.Suspicion;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading one tarball.
 *
 * @param evidence what a snapshot holds of it
 * @param facts what the source says of itself; not part of the content
 * @param dependencies what it asks to be installed with it; not part of the content
 * @param components what advisories are looked for by; not part of the content
 * @param offered what it offers to those who start it; not part of the content
 * @param suspicion of malice, which the results are together; null for none
 */
record Assessed(
        Evidence evidence,
        JsonObject facts,
        JsonArray dependencies,
        List<Component> components,
        JsonObject offered,
        @Nullable Suspicion suspicion) {}
