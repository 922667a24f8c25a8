package mcphub.launcher;

import java.util.Map;

/** The whole hub in one process. */
final class InProcessIT extends SystemSuite {
    @Override
    TestHub start(Map<String, Object> settings) {
        return TestHub.inProcess(settings);
    }
}
