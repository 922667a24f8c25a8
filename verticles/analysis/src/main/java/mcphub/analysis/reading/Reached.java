package mcphub.analysis.reading;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import mcphub.scanner.Specifiers;
import org.jspecify.annotations.Nullable;

/** The files that the entry points of one package reach: code that runs, whatever the folder is called that it lies in. */
final class Reached {
    private static final int MOST = 20_000;
    /** Of names by which a package imports itself, and of beginnings of names. */
    private static final int MOST_NAMES = 2_000;

    private final PackageFiles files;
    private final Set<String> found = new TreeSet<>();
    private final Set<String> all = new TreeSet<>();
    private final Set<String> started = new TreeSet<>();
    private final Set<String> entries = new TreeSet<>();
    private final Map<String, String> packages = new TreeMap<>();
    private final ArrayDeque<String> waiting = new ArrayDeque<>();
    private final Disguised disguised = new Disguised();
    private final Set<String> selves = new HashSet<>();
    private final Set<String> begun = new HashSet<>();
    private final Set<String> folders = new HashSet<>();
    private final Compiled compiled;
    private @Nullable String open;
    private boolean isKnown;

    private Reached(PackageFiles files) {
        this.files = files;
        this.compiled = new Compiled(files.texts(), files.folder());
    }

    /** What the entry points of a source lead to. */
    static Reached of(Source source) {
        var texts = new TreeMap<String, TextFile>();
        source.texts().forEach(file -> texts.put(file.path(), file));
        var paths = new HashSet<>(source.paths());
        source.leftOut(left -> true).forEach(left -> paths.add(left.path()));
        var manifest = source.manifest();
        var files = new PackageFiles(
                texts, paths, "", manifest.flatMap(own -> own.field("name")).orElse(""), manifest.orElse(null));
        var entries = manifest.map(own -> Entries.of(source, own)).orElseGet(Entries::new);
        return from(files, entries, PythonReach.entries(source.manifests(), texts));
    }

    /**
     * What entries lead to: those that are started first.
     *
     * @param entries of JavaScript, inside of the package, each with whether it is started
     * @param modules files of Python that are started
     */
    static Reached from(PackageFiles files, Entries entries, Set<String> modules) {
        var reached = new Reached(files);
        modules.forEach(reached::add);
        reached.enter(entries, true);
        reached.follow();
        reached.started.addAll(reached.found);
        reached.enter(entries, false);
        reached.follow();
        reached.end();
        return reached;
    }

    /** Their paths, sorted: all of the package where something may be reached that nobody can name. */
    Set<String> paths() {
        return Collections.unmodifiableSet(all);
    }

    private void end() {
        all.addAll(found);
        if (open != null) {
            files.texts().keySet().stream().filter(files::isPublished).forEach(all::add);
            started.addAll(all);
        }
    }

    /** Those alone that are reached by names. */
    Set<String> followed() {
        return Collections.unmodifiableSet(found);
    }

    /** Those of them that run where the package is started, not only imported. */
    Set<String> started() {
        return Collections.unmodifiableSet(started);
    }

    /** The files that entries name. */
    Set<String> entries() {
        return Collections.unmodifiableSet(entries);
    }

    /** What is imported of other packages, as it stands there, with the path of a file that does so. */
    Map<String, String> packages() {
        return Collections.unmodifiableMap(packages);
    }

    /** Whether any entry is known; where none is, all may be one. */
    boolean isKnown() {
        return isKnown;
    }

    /** What of it runs as JavaScript under another name. */
    Disguised disguised() {
        return disguised;
    }

    /** Why all of the package is reached, as a sentence without a stop; null where it is not. */
    @Nullable
    String open() {
        return open;
    }

    private void enter(Entries entries, boolean isStarted) {
        if (entries.isCut()) {
            opens("Its manifest names more entry points than are followed, or longer ones");
        }
        boolean isMissing = false;
        boolean isThere = false;
        for (var entry : entries.files().entrySet()) {
            String name = entry.getKey();
            if (entry.getValue() != isStarted) {
                continue;
            }
            boolean isUsual = name.equals(Entries.USUAL);
            String path = Specifiers.file("", files.folder() + name, files.paths());
            path = path == null && !isUsual ? compiled.source(name) : path;
            if (path != null) {
                isThere = true;
                this.entries.add(path);
                disguised.entered(path, files.texts().get(path), isStarted);
                add(path);
            } else if (!isUsual) {
                isMissing = true;
                boolean isPath = name.indexOf('.') >= 0 || name.indexOf('/') >= 0;
                if (isPath && !entries.isChoice()) {
                    compiled.all().stream()
                            .filter(each -> isStarted || files.isProductCode(each))
                            .forEach(this::add);
                }
            }
        }
        isKnown |= isThere || isMissing;
        if (isMissing && !isThere) {
            compiled.all().forEach(this::add);
        }
    }

    private void follow() {
        while (!waiting.isEmpty() && found.size() < MOST) {
            var file = files.texts().get(waiting.removeFirst());
            file = file == null ? null : disguised.read(file);
            if (file != null && file.language() == Language.PYTHON) {
                PythonReach.of(file, files.texts(), this::add, this::opens);
            } else if (file != null) {
                ScriptReach.of(file, this);
            }
        }
        if (!waiting.isEmpty()) {
            opens("Imports lead to more files than are followed");
            waiting.clear();
        }
    }

    /** Takes a name of another file. */
    void named(TextFile from, String specifier, boolean isCode, boolean isRequired) {
        if (!specifier.startsWith(".")) {
            elsewhere(from, specifier, isCode);
            return;
        }
        String path = Specifiers.file(from.path(), specifier, files.paths());
        if (path != null && isCode) {
            disguised.named(path, files.texts().get(path), isRequired);
        } else if (path == null) {
            path = Specifiers.file(from.path(), specifier.split("[?#]", 2)[0], files.paths());
        }
        if (path != null) {
            add(path);
            others(from, specifier);
        } else if (isCode && !files.isNoCode(from, specifier)) {
            opens(from.path() + " imports " + specifier + ", which is not there");
        }
    }

    /** Files that may be meant by the same name: one runtime takes another ending than the next, and of a folder what its manifest says. */
    private void others(TextFile from, String specifier) {
        Specifiers.files(from.path(), specifier, files.paths()).forEach(this::add);
        String folder = Specifiers.inside(from.path(), specifier);
        if (folder != null && folders.add(folder)) {
            add(files.main(folder));
        }
    }

    private void elsewhere(TextFile from, String specifier, boolean isCode) {
        if (specifier.equals(files.self()) || specifier.startsWith(files.self() + "/")) {
            if (selves.size() >= MOST_NAMES) {
                opens("It imports itself by more names than are followed");
            } else if (files.manifest() != null && !files.self().isEmpty() && selves.add(specifier)) {
                String inside = specifier.substring(
                        Math.min(specifier.length(), files.self().length() + 1));
                var begun = Set.copyOf(entries);
                enter(Entries.imported(files.manifest().root(), inside), false);
                // it is led to, and begins nothing
                entries.retainAll(begun);
            }
        } else {
            String path = Specifiers.aliased(from.path(), specifier, files.paths());
            add(path);
            if (path == null && isCode && packages.size() < MOST) {
                packages.putIfAbsent(specifier, from.path());
            }
        }
    }

    /** Takes all files whose paths begin so, as seen from a file. */
    void begin(TextFile from, String prefix) {
        int slash = prefix.lastIndexOf('/');
        String folder = slash < 0 ? "." : prefix.substring(0, slash);
        String base = Specifiers.inside(from.path(), folder);
        if (base == null) {
            opens(from.path() + " imports what lies outside of the package");
            return;
        }
        String start = (base.isEmpty() ? "" : base + "/") + prefix.substring(slash + 1);
        if (begun.size() < MOST_NAMES && begun.add(start)) {
            files.texts().subMap(start, start + Character.MAX_VALUE).keySet().stream()
                    .filter(path -> files.isCode(path) && path.indexOf("node_modules/", start.length()) < 0)
                    .forEach(this::add);
        }
    }

    /** Takes a text that may name a file which is started. */
    void perhaps(TextFile from, String text) {
        String path = Specifiers.file(from.path(), text, files.paths());
        others(from, text);
        add(path == null ? Specifiers.file(files.folder() + "x", text, files.paths()) : path);
    }

    void opens(String why) {
        open = open == null ? why : open;
    }

    private void add(@Nullable String path) {
        if (path != null && found.add(path)) {
            waiting.addLast(path);
        }
    }
}
