package mcphub.launcher;

import java.util.Map;

/** The gateway on one node of a cluster, everything else on another. */
final class ClusteredIT extends SystemSuite {
    @Override
    TestHub start(Map<String, Object> settings) {
        return TestHub.clustered(settings);
    }
}
