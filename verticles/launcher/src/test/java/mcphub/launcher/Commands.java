package mcphub.launcher;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** The command line within this process; what it prints belongs to whoever called it, so that tests may run side by side. */
final class Commands {
    /**
     * What a command did.
     *
     * @param exit its exit code
     * @param printed its output and its errors, as they came
     */
    record Result(int exit, String printed) {}

    private Commands() {}

    static Result run(List<String> arguments) {
        var printed = new StringWriter();
        var writer = new PrintWriter(printed, true);
        int exit = HubCommand.line().setOut(writer).setErr(writer).execute(arguments.toArray(String[]::new));
        return new Result(exit, printed.toString());
    }
}
