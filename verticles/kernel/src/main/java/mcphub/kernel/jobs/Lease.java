package mcphub.kernel.jobs;

import io.vertx.core.json.JsonObject;
import java.util.UUID;

/**
 * By what a job is held: every write of it carries the lease, so that a worker who lost it writes nothing.
 *
 * @param job the job
 * @param id names the lease
 * @param attempts how often the job was taken, this time included
 */
public record Lease(UUID job, UUID id, int attempts) {

    /** The parameters {@code job} and {@code lease}, which every statement of a queue takes. */
    public JsonObject input() {
        return new JsonObject().put("job", job.toString()).put("lease", id.toString());
    }
}
