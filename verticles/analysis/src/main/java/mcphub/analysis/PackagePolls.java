package mcphub.analysis;

import io.vertx.core.json.JsonObject;
import mcphub.analysis.source.SourceUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the packages looked at whose turn it is; whichever node comes first takes one. Called on virtual threads, by one verticle. */
final class PackagePolls {
    private static final Logger log = LoggerFactory.getLogger(PackagePolls.class);

    private final Steps steps;
    private final Packuments packuments;
    private boolean hasBegun;
    private boolean isUnderWay;

    PackagePolls(Steps steps, Packuments packuments) {
        this.steps = steps;
        this.packuments = packuments;
    }

    /** Looks at those that are due; nothing where the last look is not over yet. What goes wrong is told, and looked at again when its turn comes. */
    void look() {
        if (isUnderWay) {
            return;
        }
        isUnderWay = true;
        try {
            begin();
            for (var due : steps.database()
                    .run(steps.queries().get("claimPackages"), new JsonObject())
                    .await()) {
                look(due.getString("name"));
            }
        } catch (Exception e) {
            log.warn("Packages were not looked at: {}", e.toString());
        } finally {
            isUnderWay = false;
        }
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
        }
    }
}
