package mcphub.launcher;

import mcphub.harness.StatementsCase;

/** The statements that all verticles share: the kernel itself knows no database to test against. */
final class KernelStatementsTest extends StatementsCase {
    KernelStatementsTest() {
        super("kernel");
    }
}
