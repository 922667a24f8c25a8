package mcphub.policy;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** TEMPORARY until NpmPick lands. */
record NodePicks(List<String> nodeVersions) implements Picks {
    @Override
    public Chosen choose(JsonObject packument, @Nullable String range) {
        String latest = packument.getJsonObject("tags").getString("latest");
        return new Chosen(latest == null ? List.of() : List.of(latest), String.valueOf(latest));
    }
}
