package mcphub.analysis;

import mcphub.harness.StatementsCase;

/** The statements of this verticle. */
final class StatementsTest extends StatementsCase {
    StatementsTest() {
        super("analysis");
    }
}
