package mcphub.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line: {@code hub <command>}. */
@Command(
        name = "hub",
        description = "MCP Hub: which MCP servers can be trusted.",
        subcommands = {
            ServeCommand.class,
            DevCommand.class,
            DemoCommand.class,
            AddCommand.class,
            AdminCommand.class,
            AdvisoriesCommand.class,
            GateCommand.class,
            PinCommand.class,
            ScanCommand.class,
            VerifyCommand.class,
            FontsCommand.class,
            ConfigCommand.class
        },
        mixinStandardHelpOptions = true,
        version = "MCP Hub 0.1.0")
public final class HubCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command = CommandSpec.create();

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs a command: 0 when it worked, 1 when it failed, 2 when it was called wrongly. */
    static int run(String... args) {
        return line().execute(args);
    }

    /** The command line, whose output and errors may be led elsewhere. */
    static CommandLine line() {
        return new CommandLine(new HubCommand()).setExecutionExceptionHandler((failure, line, parsed) -> {
            line.getErr().println("hub: " + reason(failure));
            if (System.getenv("HUB_DEBUG") != null) {
                failure.printStackTrace(line.getErr());
            }
            return failure instanceof IllegalArgumentException
                    ? CommandLine.ExitCode.USAGE
                    : CommandLine.ExitCode.SOFTWARE;
        });
    }

    @Override
    public Integer call() {
        return usage(command);
    }

    /** Says how a command is used that was called without anything to do. */
    static int usage(CommandSpec command) {
        command.commandLine().usage(command.commandLine().getOut());
        return CommandLine.ExitCode.USAGE;
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getMessage() == null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
