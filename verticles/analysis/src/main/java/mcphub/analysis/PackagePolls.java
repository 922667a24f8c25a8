package mcphub.analysis;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import mcphub.analysis.source.SourceUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the packages looked at whose turn it is; whichever node comes first takes one. Called on virtual threads, by one verticle. */
final class PackagePolls {
    private static final Logger log = LoggerFactory.getLogger(PackagePolls.class);

    private final Steps steps;
    private final Packuments packuments;
    /** Whose registries are being asked; the usual one's owner is "". */
    private final Set<String> busy = new HashSet<>();

    private boolean hasBegun;
    private boolean isUnderWay;

    PackagePolls(Steps steps, Packuments packuments) {
        this.steps = steps;
        this.packuments = packuments;
    }

    /**
     * Looks at those that are due, but for registries that are being asked: one that is slow, or broken, keeps nobody else's packages waiting. What goes wrong is told, and looked
     * at again when its turn comes.
     */
    void look() {
        if (isUnderWay) {
            return;
        }
        isUnderWay = true;
        try {
            begin();
            var byOwner = new LinkedHashMap<String, List<String>>();
            for (var due : steps.database()
                    .run(
                            steps.queries().get("claimPackages"),
                            new JsonObject().put("busy", new JsonArray(List.copyOf(busy))))
                    .await()) {
                String name = due.getString("name");
                String owner = name.substring(0, Math.max(0, name.indexOf(' ')));
                byOwner.computeIfAbsent(owner, key -> new ArrayList<>()).add(name);
            }
            byOwner.forEach(this::begin);
        } catch (Exception e) {
            log.warn("Packages were not looked at: {}", e.toString());
        } finally {
            isUnderWay = false;
        }
    }

    private void begin(String owner, List<String> names) {
        busy.add(owner);
        steps.vertx().getOrCreateContext().runOnContext(turn -> {
            try {
                names.forEach(this::look);
            } finally {
                busy.remove(owner);
            }
        });
    }

    /** Those whose releases were chosen for other clients than the settings name now are due at once. */
    private void begin() {
        if (!hasBegun) {
            steps.first("chooseAnew", JsonObject.of("clients", packuments.pick().clients()));
            hasBegun = true;
        }
    }

    private void look(String name) {
        try {
            packuments.refresh(name, null);
        } catch (SourceUnavailable e) {
            log.debug("{} is looked at again later", name);
        } catch (RuntimeException e) {
            // one that breaks keeps none of the others waiting
            log.warn("{} could not be looked at: {}", name, e.toString());
        }
    }
}
