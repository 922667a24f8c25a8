package mcphub.analysis.closure;

import java.util.Comparator;
import java.util.List;
import mcphub.kernel.Settings;
import mcphub.kernel.npm.NpmPick;
import mcphub.kernel.npm.NpmRange;
import mcphub.kernel.npm.NpmRange.Reading;
import mcphub.kernel.npm.NpmVersion;
import org.jspecify.annotations.Nullable;

/**
 * Who installs: the versions of npm and Node, and the machine.
 *
 * @param npm an exact version
 * @param node an exact version
 * @param os as Node calls it, such as {@code linux}
 * @param cpu as Node calls it, such as {@code x64}
 * @param libc the C library of a Linux, as npm calls it
 */
public record Client(String npm, String node, String os, String cpu, String libc) {
    private static final int OLD_READING = 10;
    private static final int COMPARED = 11;
    private static final int SIMPLER = 12;

    /** Refuses what is no exact release. */
    public Client {
        new NpmPick(List.of(node), List.of(npm));
    }

    /** The newest npm of the line that the placing was compared with most, and the newest Node, that the settings name; on Linux, since what a package brings there is what is judged. */
    public static Client of(Settings.Gate settings) {
        var compared = settings.npmVersions().stream()
                .filter(version -> version.startsWith(COMPARED + "."))
                .toList();
        return new Client(
                newest(compared.isEmpty() ? settings.npmVersions() : compared),
                newest(settings.nodeVersions()),
                "linux",
                "x64",
                "glibc");
    }

    private static String newest(List<String> versions) {
        return versions.stream()
                .max(Comparator.comparing(version -> NpmVersion.strict(version).orElseThrow()))
                .orElseThrow();
    }

    /** Since 12 npm takes no notice of the lock in a dependency's archive, and gathers no optional peers that nobody has. */
    boolean isSimpler() {
        return major() >= SIMPLER;
    }

    private long major() {
        return NpmVersion.strict(npm).orElseThrow().major();
    }

    NpmPick pick() {
        return new NpmPick(List.of(node), List.of(npm));
    }

    /** How this npm reads what people ask for. */
    Reading asked() {
        return isOld() ? Reading.LOOSE_OLD : Reading.LOOSE;
    }

    /** Whether what a release asks of Node, npm and the machine is there. */
    boolean runs(ReleaseManifest release) {
        return fits(release.node(), node) && fits(release.npm(), npm) && isMachine(release);
    }

    /** Whether the machine is one that a release runs on. */
    boolean isMachine(ReleaseManifest release) {
        return isListed(os, release.os())
                && isListed(cpu, release.cpu())
                && (!os.equals("linux") || isListed(libc, release.libc()));
    }

    private boolean isOld() {
        return major() <= OLD_READING;
    }

    private boolean fits(@Nullable String range, String version) {
        return range == null
                || range.isEmpty()
                || NpmRange.read(range, isOld() ? Reading.STRICT_OLD : Reading.STRICT)
                        .flatMap(read -> NpmVersion.strict(version).filter(read::has))
                        .isPresent();
    }

    /** A list of what is taken, or, with a sign before each, of what is not. */
    private static boolean isListed(String value, List<String> list) {
        if (list.isEmpty() || list.equals(List.of("any"))) {
            return true;
        }
        return !list.contains("!" + value)
                && (list.contains(value) || list.stream().allMatch(entry -> entry.startsWith("!")));
    }
}
