package mcphub.advisories;

import mcphub.harness.StatementsCase;

/** The statements of this library. */
final class StatementsTest extends StatementsCase {
    StatementsTest() {
        super("advisories");
    }
}
