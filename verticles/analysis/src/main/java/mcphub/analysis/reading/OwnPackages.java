package mcphub.analysis.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import mcphub.analysis.reading.Manifest.Ecosystem;
import mcphub.analysis.source.Origin;
import mcphub.kernel.npm.NpmRange;
import mcphub.kernel.npm.NpmRange.Reading;
import mcphub.kernel.npm.NpmVersion;
import mcphub.scanner.Specifiers;
import org.jspecify.annotations.Nullable;

/** The packages that a source has itself, as who runs it finds them by their names. */
public final class OwnPackages {
    private static final String MANIFEST = "/package.json";
    private static final String WORKSPACE = "workspace:";
    private static final Pattern FOLDER = Pattern.compile("(?:file|link):(?![/~])(.+)");
    private static final Pattern ALIAS = Pattern.compile("(.+)@[^@/]*");

    private final Source source;
    private final TreeSet<String> paths;
    private final Members members;

    private OwnPackages(Source source) {
        this.source = source;
        this.paths = new TreeSet<>(source.paths());
        source.leftOut(left -> source.origin() != Origin.NPM || !left.reason().isLink())
                .forEach(left -> paths.add(left.path()));
        this.members = Members.of(source, source.manifest().stream().toList(), new ArrayList<>());
    }

    /** Those of a source. */
    public static OwnPackages of(Source source) {
        return source.once(OwnPackages.class, OwnPackages::new);
    }

    /** The folder, ending in a slash, that is the nearest one of the name among the modules above a file, with or without a manifest. */
    public Optional<String> copy(String file, String name) {
        String folder = file;
        while (!folder.isEmpty()) {
            folder = folder.substring(0, Math.max(0, folder.lastIndexOf('/')));
            String place = (folder.isEmpty() ? "" : folder + '/') + "node_modules/" + name;
            String next = paths.ceiling(place + '/');
            if ((next != null && next.startsWith(place + '/'))
                    || List.of("", ".js", ".json", ".node").stream().anyMatch(end -> paths.contains(place + end))) {
                return Optional.of(place + '/');
            }
        }
        return Optional.empty();
    }

    /**
     * The folder, ending in a slash, that a package manager links to a name: one that is asked for, or a member of the workspace that is what is asked for. A release of npm has
     * neither.
     *
     * @param asked null where it is not asked for: npm links members all the same
     */
    public Optional<String> linked(String name, @Nullable String asked) {
        if (source.origin() == Origin.NPM) {
            return Optional.empty();
        }
        String wanted = asked == null ? "" : asked;
        boolean isMember = wanted.startsWith(WORKSPACE);
        String range = isMember ? wanted.substring(WORKSPACE.length()) : wanted;
        var path = FOLDER.matcher(isMember && range.startsWith(".") ? "link:" + range : wanted);
        if (path.matches()) {
            return Optional.ofNullable(Specifiers.inside("", path.group(1)))
                    .filter(folder -> paths.contains(folder + MANIFEST))
                    .map(folder -> folder + '/');
        }
        // pnpm takes what is asked for by a range from the registry
        if (!isMember && source.text("pnpm-workspace.yaml").isPresent()) {
            return Optional.empty();
        }
        var alias = ALIAS.matcher(range);
        String real = isMember && alias.matches() ? alias.group(1) : name;
        return source.manifests().stream()
                .filter(each -> each.ecosystem() == Ecosystem.NPM
                        && each.field("name").filter(real::equals).isPresent())
                .filter(each -> each.file().path().endsWith(MANIFEST)
                        && members.isCertain(each.file().path()))
                .filter(each -> isMember || takes(range, each.field("version").orElse("")))
                .map(each -> each.file().path())
                .map(file -> file.substring(0, file.lastIndexOf('/') + 1))
                .findFirst();
    }

    private static boolean takes(String range, String version) {
        return range.isBlank()
                || range.equals("*")
                || NpmRange.read(range, Reading.LOOSE)
                        .flatMap(read -> NpmVersion.loose(version).filter(read::has))
                        .isPresent();
    }
}
