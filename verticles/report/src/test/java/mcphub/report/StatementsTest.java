package mcphub.report;

import mcphub.harness.StatementsCase;

/** The statements of this verticle. */
final class StatementsTest extends StatementsCase {
    StatementsTest() {
        super("report");
    }
}
