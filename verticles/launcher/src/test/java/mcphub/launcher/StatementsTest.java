package mcphub.launcher;

import mcphub.harness.StatementsCase;

/** The statements of the command line. */
final class StatementsTest extends StatementsCase {
    StatementsTest() {
        super("launcher");
    }
}
