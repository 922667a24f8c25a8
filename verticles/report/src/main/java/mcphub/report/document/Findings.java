package mcphub.report.document;

import io.vertx.core.json.JsonObject;
import java.util.List;

/** The findings of a snapshot, the gravest first, a page at a time: nobody holds all of them. */
public interface Findings {
    /** The page that begins behind so many; empty at the end. */
    List<JsonObject> after(int offset);
}
