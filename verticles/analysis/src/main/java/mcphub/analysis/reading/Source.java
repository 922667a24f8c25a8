package mcphub.analysis.reading;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import mcphub.analysis.source.LeftOut;
import mcphub.analysis.source.Origin;
import mcphub.analysis.source.SourceFile;
import mcphub.analysis.source.SourceTree;
import mcphub.scanner.Scanner.Evidence;
import mcphub.scanner.surface.Surface;
import mcphub.scanner.surface.Surface.HandOver;
import org.jspecify.annotations.Nullable;

/** One version as judges see it: every file read once, told apart into text, binaries and what is not read. */
public final class Source {
    private final Origin origin;
    private final ReadFiles read;
    private final SourceTree tree;
    private final List<String> paths;
    private final Manifests manifests;
    private final Behind behind;
    private final Map<Class<?>, Object> derived = new HashMap<>();

    /** Reads all files; whatever they hold is accepted. */
    public Source(SourceTree tree, Origin origin) {
        this(tree, origin, null);
    }

    /**
     * The same for a release of a registry.
     *
     * @param registered the registry's own manifest of it as JSON, if it is at hand
     */
    public Source(SourceTree tree, Origin origin, @Nullable String registered) {
        this.origin = origin;
        this.tree = tree;
        this.paths = tree.files().stream().map(SourceFile::path).toList();
        this.read = ReadFiles.of(tree, "");
        this.behind = Behind.NONE;
        this.manifests = Manifests.atRoot(this);
        manifests.addFrom(this, registered);
    }

    private Source(Source before, Behind behind) {
        this.origin = before.origin;
        this.tree = before.tree;
        this.paths = before.paths;
        this.read = before.read;
        this.manifests = before.manifests;
        this.behind = behind;
    }

    /** The same with the code that its entry points hand over to. */
    public Source with(Behind behind) {
        return new Source(this, behind);
    }

    /** The code that its entry points hand over to, as far as it was had. */
    public Behind behind() {
        return behind;
    }

    /** Where the version came from. */
    public Origin origin() {
        return origin;
    }

    /** The paths of all files, sorted. */
    public List<String> paths() {
        return paths;
    }

    /** The text files, sorted by path. */
    public List<TextFile> texts() {
        return List.copyOf(read.texts().values());
    }

    /** The text file at exactly this path, of what it hands over to, too. */
    public Optional<TextFile> text(String path) {
        return Optional.ofNullable(read.texts().get(path))
                .or(() -> Optional.ofNullable(behind.texts().get(path)));
    }

    /** The file at exactly this path, however large. */
    public Optional<SourceFile> file(String path) {
        return tree.file(path);
    }

    /** What somebody makes of this source, made when first asked for. */
    public <T> T once(Class<T> kind, Function<Source, T> make) {
        var found = derived.get(kind);
        if (found == null) {
            found = make.apply(this);
            derived.put(kind, found);
        }
        return kind.cast(found);
    }

    /** The files that are not text, sorted by path. */
    public List<BinaryFile> binaries() {
        return List.copyOf(read.binaries());
    }

    /** The files too large to be read as text, or to be unpacked at all, sorted by path. */
    public List<SourceFile> oversized() {
        return List.copyOf(read.oversized());
    }

    /** What the archive names and nobody unpacked, sorted by path. */
    public List<LeftOut> leftOut(Predicate<LeftOut> which) {
        return tree.leftOut().stream().filter(which).toList();
    }

    /** Paths that are one where case or the form of accents does not count, two or more of each. */
    public List<List<String>> casePairs() {
        return tree.casePairs();
    }

    /** The paths of code that would run and was not read, because it is too large, a link, or beyond the scanner, sorted. */
    public List<String> unreadCode() {
        return CodeRead.unread(this);
    }

    /** The paths of scripts and programs that entry points lead to, in languages that nobody reads here, sorted. */
    public List<String> shells() {
        return CodeRead.scripts(this);
    }

    /** How much of the code that runs was read, in percent of its bytes, rounded down; less than 100 where anything was not, and 100 where there is none. */
    public int codeReadPercent() {
        return CodeRead.percent(this);
    }

    /** How much of the code that entry points reach was parsed, in percent of its characters, rounded down; of all code that runs where nothing tells them. 100 where there is none. */
    public int parsedPercent() {
        return CodeRead.parsedPercent(this);
    }

    /** Whether most of the code that runs is in languages that are read by rules of text only. */
    public boolean isReadByRules() {
        return CodeRead.isByRules(this);
    }

    /** The code that runs in production: what entry points reach, and what lies in no folder of tests, examples or other people's, by path; then what entry points hand over to. */
    public List<TextFile> productCode() {
        return code().all();
    }

    /** The same of the package itself. */
    public List<TextFile> ownCode() {
        return code().own();
    }

    /** The paths that the package's entry points lead to, sorted: all of its code, where they import what nobody can name. */
    public Set<String> reached() {
        return code().reached();
    }

    /** Those alone that names lead to. */
    public Set<String> followed() {
        return behind.and(ways().followed());
    }

    /** From entry points to files, of the package itself. */
    Reached ways() {
        return once(Reached.class, Reached::of);
    }

    /** What it is: a server, or what else. */
    public Kind kind() {
        return once(Kind.class, Kinds::of);
    }

    /** What its entry points hand over to, and nobody looked for yet. */
    public List<HandOver> handOvers() {
        return Kinds.open(this);
    }

    /** What the code of the package that runs in production imports of other packages, as it stands in imports, sorted. */
    public Set<String> imports() {
        return Imports.of(
                ownCode().stream().filter(file -> file.language().isScanned()).toList(), manifest(), paths);
    }

    /** The files of code that the scanner could not judge, with the reason: all of them where the program as a whole was too much. */
    public Map<String, String> unjudged() {
        return code().unjudged();
    }

    /** What foreign values do in the code that runs in production; found when first asked for, which blocks. */
    public Evidence evidence() {
        return code().evidence();
    }

    private ProductCode code() {
        return once(ProductCode.class, ProductCode::of);
    }

    /** What the code that runs in production offers: tools, prompts, resources; found when first asked for, which blocks. */
    public Surface surface() {
        return evidence().surface();
    }

    /** The files that hold licences, with what they were recognised as when first asked for: its own first. */
    public List<LicenseText> licenseTexts() {
        return once(Licensed.class, source -> {
                    var named = source.description().flatMap(Manifest::license).flatMap(VersionLicense::fileNamed);
                    return new Licensed(LicenseText.in(source.texts(), named));
                })
                .texts();
    }

    private record Licensed(List<LicenseText> texts) {}

    /** The manifests that can be read, the outermost first; of a release last what only its registry says of it. */
    public List<Manifest> manifests() {
        return manifests.all();
    }

    /** The package's own package.json, at its root. */
    public Optional<Manifest> manifest() {
        return manifests.own();
    }

    /** The registry's manifest of this release beside the archive's own; absent where one of them is. */
    public Optional<RegistryManifest> registryManifest() {
        return manifests.registry();
    }

    /** The manifest that describes the version as a whole, if there is one. */
    public Optional<Manifest> description() {
        return manifests().stream().filter(Manifest::isDescription).findFirst();
    }

    /** Why there may be dependencies that no manifest names here, as sentences without a stop; of a release of npm its own manifest and its registry's say all. */
    public List<String> manifestGaps() {
        return manifests.gaps();
    }

    /** The manifests that cannot be read. */
    public List<BrokenManifest> brokenManifests() {
        return manifests.broken();
    }
}
