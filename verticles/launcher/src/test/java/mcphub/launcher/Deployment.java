package mcphub.launcher;

import java.util.Map;

/** The ways to run a hub; what is tested of one is tested of both. */
enum Deployment {
    /** The whole hub in one process. */
    IN_PROCESS,
    /** The gateway on one node of a cluster, everything else on another. */
    CLUSTERED;

    WholeHub start(Map<String, Object> settings) {
        return this == IN_PROCESS ? WholeHub.inProcess(settings) : WholeHub.clustered(settings);
    }
}
