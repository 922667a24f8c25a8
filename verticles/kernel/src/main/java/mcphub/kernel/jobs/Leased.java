package mcphub.kernel.jobs;

import io.vertx.core.json.JsonObject;

/** A job that this process does, for as long as it holds the lease. */
public interface Leased {
    /** By what it is held. */
    Lease lease();

    /** The parameters that statements over this job take, those of its lease among them; a new object each time. */
    JsonObject input();
}
