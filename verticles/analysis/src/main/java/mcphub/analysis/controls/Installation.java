package mcphub.analysis.controls;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mcphub.analysis.installed.InstalledTree;
import mcphub.analysis.installed.InstalledTree.Kind;
import mcphub.analysis.installed.InstalledTree.Node;
import mcphub.analysis.installed.Locks;
import mcphub.analysis.installed.Reach;
import mcphub.analysis.installed.Reach.Reached;
import mcphub.analysis.reading.Dependency;
import mcphub.analysis.reading.Dependency.Scope;
import mcphub.analysis.reading.Manifest;
import mcphub.analysis.reading.Source;
import mcphub.analysis.source.Origin;
import org.jspecify.annotations.Nullable;

/** All that an installation of one source brings: what its manifests ask for, and what that brings along as far as something settles it. */
public final class Installation {
    /** How many things one installation may bring; beyond it nothing is listed, and a gap. */
    public static final int MOST = 20_000;

    /** What stands for a package with a version, wherever it lies. */
    private record Key(String ecosystem, String name, String version, String requirement) {
        static Key of(Installed one) {
            return new Key(one.ecosystem(), one.name(), one.version(), one.requirement());
        }
    }

    private final Source source;
    private final Locks locks;
    private final @Nullable InstalledTree resolved;
    private final List<Installed> all = new ArrayList<>();
    private final Set<Key> direct = new HashSet<>();
    private final Map<Key, Installed> transitive = new LinkedHashMap<>();
    private final NeededPackages needs = new NeededPackages();
    private final List<String> gaps = new ArrayList<>();
    private final Unsettled unsettled = new Unsettled();

    private Installation(Source source, @Nullable InstalledTree resolved, List<String> unresolved) {
        this.source = source;
        this.locks = Locks.of(source);
        this.resolved = resolved;
        gaps.addAll(source.manifestGaps());
        gaps.addAll(locks.gaps());
        gaps.addAll(unresolved);
        manifests().stream()
                .filter(Manifest::isTooLong)
                .forEach(manifest -> gaps.add("%s asks for %,d dependencies or more; no more of them were looked at"
                        .formatted(
                                manifest.file().path(), manifest.dependencies().size())));
        var reached = new IdentityHashMap<InstalledTree, boolean[]>();
        for (var manifest : manifests()) {
            var tree = locks.of(manifest);
            AskedFor.itself(source, manifest).ifPresent(itself -> {
                all.add(itself);
                unsettled.add(itself);
            });
            if (tree.isPresent()) {
                settled(manifest, tree.get(), false, reached.computeIfAbsent(tree.get(), Installation::none));
            }
            if (resolved != null) {
                resolved(manifest, resolved);
            } else if (tree.isEmpty()) {
                manifest.dependencies().forEach(dependency -> open(AskedFor.of(source, manifest, dependency)));
            }
        }
        var carried = CarriedPackages.in(source, manifests());
        gaps.addAll(carried.gaps());
        locks.trees().forEach(tree -> leftOver(tree, reached.computeIfAbsent(tree, Installation::none)));
        carried.all().stream().filter(one -> !direct.contains(Key.of(one))).forEach(one -> {
            unsettled.add(one);
            transitive.putIfAbsent(Key.of(one), one);
        });
        all.addAll(transitive.values());
        if (all.size() > MOST) {
            gaps.add("More than %,d packages are installed; no more of them were looked at".formatted(MOST));
            all.subList(MOST, all.size()).clear();
        }
        gaps.addAll(unsettled.gaps());
    }

    private static boolean[] none(InstalledTree tree) {
        return new boolean[tree.nodes().size()];
    }

    /** Of a source; made once. */
    public static Installation of(Source source) {
        return source.once(Installation.class, each -> new Installation(each, null, List.of()));
    }

    /**
     * The same of a release of which is known what an installation brings where neither a lock nor copies settle that.
     *
     * @param resolved of which the first node is the release itself; null where it came to nothing
     * @param gaps why that may not be all of it, as sentences without a stop
     */
    public static Installation of(Source source, @Nullable InstalledTree resolved, List<String> gaps) {
        return source.once(Installation.class, each -> new Installation(each, resolved, gaps));
    }

    /** The source itself, what its manifests ask for in their order, and then what that brings along. */
    public List<Installed> all() {
        return List.copyOf(all);
    }

    /** Why this may not be all of it, as sentences without a stop; empty where it is. */
    public List<String> gaps() {
        return List.copyOf(gaps);
    }

    /** Why a lock file that is there was not read, as a sentence without a stop; absent where all were. */
    Optional<String> unreadLock() {
        return locks.gaps().stream().findFirst();
    }

    /** Whether a lock file or copies settle what a manifest asks for. */
    boolean isSettled(Manifest manifest) {
        return locks.of(manifest).isPresent();
    }

    /** What settles what a manifest asks for, and all that brings along; absent where nothing does. */
    public Optional<InstalledTree> tree(Manifest manifest) {
        return locks.of(manifest).or(() -> Optional.ofNullable(resolved));
    }

    /** What settles a dependency of a manifest; absent where nothing does. */
    public Optional<Node> settled(Manifest manifest, Dependency dependency) {
        return tree(manifest)
                .flatMap(tree -> tree.nodes()
                        .get(importer(tree, manifest))
                        .edge(dependency.name())
                        .flatMap(tree::target));
    }

    /** What a package with an exact version needs of others with one, each as {@code name@version}; sorted. */
    public List<String> needs(String ecosystem, String name, String version) {
        return needs.of(ecosystem, name, version);
    }

    /** Whether a package is needed by something that is installed, beside what manifests ask for. */
    boolean isNeeded(String name) {
        return needs.isNeeded(name);
    }

    /** The manifests by which something is installed, the outermost first. */
    public List<Manifest> manifests() {
        return source.manifests().stream()
                .filter(manifest -> source.origin() != Origin.NPM || Locks.isReleased(manifest))
                .toList();
    }

    private static int importer(InstalledTree tree, Manifest manifest) {
        return tree.importers().getOrDefault(manifest.file().path(), 0);
    }

    private void settled(Manifest manifest, InstalledTree tree, boolean isResolved, boolean[] seen) {
        int importer = importer(tree, manifest);
        seen[importer] = true;
        var lines = new HashMap<String, Integer>();
        manifest.dependencies().forEach(dependency -> lines.putIfAbsent(dependency.name(), dependency.line()));
        for (var one : Reach.from(tree, importer)) {
            if (one.node() >= 0 && one.scope() == Scope.DEVELOPMENT && source.origin() == Origin.NPM) {
                continue;
            }
            if (one.node() >= 0) {
                seen[one.node()] = true;
            } else if (isSettledElsewhere(manifest, isResolved, one)) {
                continue;
            }
            needs.add(manifest.ecosystem(), tree, one.node());
            var installed = Installed.of(
                    manifest.ecosystem(), one, manifest.file().path(), lines.getOrDefault(one.direct(), 1));
            add(installed);
            unsettled.reached(installed, one.node() >= 0);
        }
    }

    /** Whether of copies and what was resolved beside them the other has what a manifest asks for. */
    private boolean isSettledElsewhere(Manifest manifest, boolean isResolved, Reached one) {
        var other = isResolved ? locks.of(manifest).orElse(null) : resolved;
        return other != null
                && one.via().isEmpty()
                && other.nodes()
                        .get(importer(other, manifest))
                        .edge(one.direct())
                        .filter(edge -> !isResolved || edge.target() >= 0)
                        .isPresent();
    }

    /** By the outermost manifest all that was resolved; what a manifest asks for beside that, as it asks for it. */
    private void resolved(Manifest manifest, InstalledTree tree) {
        if (manifest.equals(manifests().getFirst())) {
            settled(manifest, tree, true, none(tree));
        }
        var known = tree.nodes().getFirst();
        if (locks.of(manifest).isEmpty()) {
            manifest.dependencies().stream()
                    .filter(dependency -> known.edge(dependency.name()).isEmpty())
                    .forEach(dependency -> open(AskedFor.of(source, manifest, dependency)));
        }
    }

    /** What nothing settles: whether it is needed always or only where it can be had, nobody knows what it is. */
    private void open(Installed one) {
        all.add(one);
        unsettled.asked(one);
    }

    /** What is asked for on a line of a manifest counts for each such line; what comes along, once. */
    private void add(Installed one) {
        unsettled.add(one);
        if (one.via().isEmpty()) {
            all.add(one);
            direct.add(Key.of(one));
        } else {
            transitive.merge(Key.of(one), one, (old, fresh) -> fresh.scope().compareTo(old.scope()) < 0 ? fresh : old);
        }
    }

    /** What nobody asks for is for development, if it is in a lock; a copy is there all the same, and so is all that the lock of a release has. */
    private void leftOver(InstalledTree tree, boolean[] seen) {
        var ecosystem = Locks.ecosystem(tree);
        for (int node = 0; node < seen.length; node++) {
            var one = tree.nodes().get(node);
            if (!seen[node] && !one.isOwn() && !one.version().isEmpty()) {
                boolean isThere = one.kind() == Kind.COPY || source.origin() == Origin.NPM;
                var scope = isThere ? Scope.RUNTIME : Scope.DEVELOPMENT;
                needs.add(ecosystem, tree, node);
                var installed = Installed.of(
                        ecosystem,
                        new Reached(node, one.name(), one.version(), "", one.license(), scope, List.of(), ""),
                        tree.file(),
                        1);
                if (!direct.contains(Key.of(installed))) {
                    unsettled.add(installed);
                    transitive.putIfAbsent(Key.of(installed), installed);
                }
            }
        }
    }
}
