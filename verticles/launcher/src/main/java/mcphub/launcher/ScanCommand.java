package mcphub.launcher;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mcphub.analysis.LocalScan;
import mcphub.analysis.controls.Severity;
import mcphub.analysis.git.GitSettings;
import mcphub.analysis.git.GitSource;
import mcphub.analysis.local.Baseline;
import mcphub.analysis.local.Form;
import mcphub.analysis.local.ScanReport;
import mcphub.analysis.source.Limits;
import mcphub.analysis.source.NpmRegistry;
import mcphub.analysis.source.RegistrySettings;
import mcphub.analysis.source.SourceFailure;
import mcphub.kernel.Settings;
import mcphub.kernel.npm.NpmPick;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hub scan}: the engine without a hub. Needs no database, and starts no server. */
@Command(
        name = "scan",
        mixinStandardHelpOptions = true,
        description = {
            "Scans one MCP server without a hub, and prints what it found: a folder, an archive, a release of npm, or a commit of a repository.",
            "Of a working copy counts what a commit would hold; of another folder all but .git and node_modules. A comment `mcp-hub-ignore CONTROL reason` "
                    + "hides a finding of its line, or alone in a line that of the next one, in a folder and nowhere else; scores stay as they are.",
            "Exit: 0 nothing at or above --fail-on, 1 there is, or it is suspected of malice, 2 called wrongly, 3 it could not be scanned."
        },
        footer = {
            "",
            "  hub scan .",
            "  hub scan npm:@modelcontextprotocol/server-filesystem",
            "  hub scan npm:mcp-remote@0.1.15 --format markdown",
            "  hub scan ./my-server-1.0.0.tgz --fail-on medium",
            "  hub scan https://github.com/owner/name#branch --format sarif > scan.sarif",
            "  hub scan . --format json > baseline.json; hub scan . --baseline baseline.json"
        })
final class ScanCommand implements Callable<Integer> {
    private static final int PASS = 0;
    private static final int FAIL = 1;
    private static final int NOT_SCANNED = 3;
    private static final String NPM = "npm:";
    private static final Pattern GIT = Pattern.compile("[A-Za-z][\\w+.-]*://.*|[\\w.-]+@[\\w.-]+:.+");
    private static final String NEVER = "never";

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Parameters(
            paramLabel = "SOURCE",
            description =
                    "A folder, the path of a .tgz file, npm:NAME or npm:NAME@VERSION, or a repository's address (perhaps with #branch, #tag or #commit).")
    private String source = "";

    @Option(names = "--format", paramLabel = "FORM", description = "text, json, sarif or markdown (${DEFAULT-VALUE}).")
    private String format = "text";

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            description =
                    "The least severity that makes it fail: critical, high, medium, low, or never (${DEFAULT-VALUE}).")
    private String failOn = "high";

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description =
                    "An earlier report, as --format json or sarif wrote it: what is in it is marked, and makes nothing fail.")
    private @Nullable Path baseline;

    @Option(
            names = "--advisories",
            paramLabel = "PATH",
            description =
                    "A folder or a zip of OSV records, such as osv.dev's all.zip; without, dependencies are not judged.")
    private @Nullable Path advisories;

    @Option(
            names = "--complete",
            paramLabel = "ECOSYSTEM",
            split = ",",
            description = "Ecosystems of which --advisories has everything, such as npm,PyPI; without, it is a sample.")
    private List<String> complete = List.of();

    @Option(
            names = "--progress",
            negatable = true,
            description = "Says on standard error what goes on; by default where that is a terminal.")
    private @Nullable Boolean progress;

    @Override
    public Integer call() {
        Form form = choice(Form.values(), format, "--format");
        var least = failOn.equals(NEVER)
                ? Optional.<Severity>empty()
                : Optional.of(choice(Severity.values(), failOn, "--fail-on"));
        Set<String> known = baseline == null ? Set.of() : Baseline.read(baseline);
        Settings settings = options.reader().read();
        if (!isRemote() && !Files.exists(Path.of(source))) {
            throw new IllegalArgumentException("There is no folder or file " + source + "; a package of npm is " + NPM
                    + "NAME, a repository its address");
        }
        if (advisories != null && !Files.exists(advisories)) {
            throw new IllegalArgumentException("--advisories: there is no folder or file " + advisories);
        }
        long began = System.nanoTime();
        var told = progress();
        try {
            var report = scanned(settings, told).against(known);
            options.out().print(form.write(report));
            options.out().flush();
            told.accept("done in %.1f s".formatted((System.nanoTime() - began) / 1e9));
            return least.isPresent() && report.isFailedBy(least.get()) ? FAIL : PASS;
        } catch (SourceFailure failure) {
            return notScanned(failure.reason());
        } catch (IllegalArgumentException refused) {
            return notScanned(String.valueOf(refused.getMessage()));
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError failure) {
            if (System.getenv("HUB_DEBUG") != null) {
                failure.printStackTrace(command.commandLine().getErr());
            }
            return notScanned(failure.toString());
        }
    }

    private int notScanned(String why) {
        command.commandLine().getErr().println("hub: " + source + " could not be scanned: " + why);
        return NOT_SCANNED;
    }

    private boolean isRemote() {
        return source.startsWith(NPM) || GIT.matcher(source).matches();
    }

    private ScanReport scanned(Settings settings, Consumer<String> told) throws IOException {
        Path work = Files.createTempDirectory("hub-scan-");
        try {
            var analysis = settings.analysis();
            var limits = Limits.defaults().with(analysis.maxEntries(), analysis.maxUnpackedBytes());
            var alone = new LocalScan(limits, work, told);
            var scan = advisories == null ? alone : alone.by(advisories, complete);
            if (source.startsWith(NPM)) {
                String name = source.substring(NPM.length());
                int at = name.indexOf('@', 1);
                try (var registry = new NpmRegistry(RegistrySettings.of(settings))) {
                    return scan.npm(
                            registry,
                            NpmPick.of(settings.gate()),
                            at < 0 ? name : name.substring(0, at),
                            at < 0 ? "" : name.substring(at + 1));
                }
            }
            if (isRemote()) {
                String[] parts = source.split("#", 2);
                var git = new GitSource(GitSettings.of(settings, limits));
                return scan.git(git, parts[0], parts.length < 2 ? "" : parts[1]);
            }
            Path path = Path.of(source);
            return Files.isDirectory(path) ? scan.folder(path) : scan.archive(path);
        } finally {
            delete(work);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> below = Files.walk(folder)) {
            for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    private Consumer<String> progress() {
        boolean isAsked = progress == null ? isTerminal() : progress;
        var err = command.commandLine().getErr();
        return isAsked
                ? what -> {
                    err.println("scan: " + what);
                    err.flush();
                }
                : what -> {};
    }

    /** Java knows of its console only; scripts/hub looks at standard error itself. */
    private static boolean isTerminal() {
        String said = System.getProperty("hub.terminal");
        return said == null
                ? Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false)
                : said.equals("true");
    }

    private static <E extends Enum<E>> E choice(E[] all, String text, String option) {
        for (E each : all) {
            if (each.name().equalsIgnoreCase(text)) {
                return each;
            }
        }
        throw new IllegalArgumentException(option + ": '" + text + "' is none of "
                + List.of(all).toString().toLowerCase(Locale.ROOT));
    }
}
