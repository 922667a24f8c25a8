package mcphub.analysis.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mcphub.analysis.source.LeftOut;
import mcphub.analysis.source.Origin;
import mcphub.analysis.source.SourceFile;
import mcphub.analysis.source.SourceTree;
import mcphub.scanner.Scanner.Evidence;
import mcphub.scanner.surface.Surface;
import org.jspecify.annotations.Nullable;

/** One version as judges see it: every file read once, told apart into text, binaries and what is not read. */
public final class Source {
    private static final int TEXT_LIMIT = 2 * 1024 * 1024;
    private static final int HEAD_LIMIT = 64 * 1024 * 1024;

    private final Origin origin;
    private final Map<String, TextFile> texts = new TreeMap<>();
    private final List<BinaryFile> binaries = new ArrayList<>();
    private final List<SourceFile> oversized = new ArrayList<>();
    private final SourceTree tree;
    private final List<String> paths;
    private final Manifests manifests;
    private final Map<Class<?>, Object> derived = new HashMap<>();
    private @Nullable List<LicenseText> licenseTexts;

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
        tree.files().forEach(this::read);
        this.manifests = Manifests.atRoot(this);
        manifests.addFrom(this, registered);
    }

    private void read(SourceFile file) {
        if (file.size() > HEAD_LIMIT) {
            oversized.add(file);
            return;
        }
        byte[] bytes = file.content().get();
        // what is code by its name is read as such: a character that no text has would hide all of it
        boolean isCode = Language.of(file.path()).isCode();
        if (file.size() > TEXT_LIMIT) {
            oversized.add(file);
        }
        if (BinaryFile.isBinary(bytes) && !isCode) {
            var magic = HexFormat.of().formatHex(bytes, 0, Math.min(8, bytes.length));
            binaries.add(new BinaryFile(file.path(), file.size(), magic));
        } else if (file.size() <= TEXT_LIMIT) {
            texts.put(file.path(), new TextFile(file.path(), SourceFile.text(bytes)));
        }
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
        return List.copyOf(texts.values());
    }

    /** The text file at exactly this path. */
    public Optional<TextFile> text(String path) {
        return Optional.ofNullable(texts.get(path));
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
        return List.copyOf(binaries);
    }

    /** The files too large to be read as text, or to be unpacked at all, sorted by path. */
    public List<SourceFile> oversized() {
        return Stream.concat(
                        oversized.stream(),
                        leftOut(left -> left.reason() == LeftOut.Reason.TOO_LARGE).stream()
                                .map(Source::unpackedNowhere))
                .sorted(Comparator.comparing(SourceFile::path))
                .toList();
    }

    private static SourceFile unpackedNowhere(LeftOut left) {
        return new SourceFile(left.path(), left.size(), () -> {
            throw new IllegalStateException("The file was too large to be unpacked.");
        });
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

    /** The paths of scripts that entry points lead to, in languages that nobody reads here, sorted. */
    public List<String> shells() {
        return reached().stream()
                .filter(path -> text(path).filter(TextFile::isScriptOfOthers).isPresent())
                .toList();
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

    /** The code that runs in production, sorted by path: what entry points reach, and what lies in no folder of tests, examples or other people's. */
    public List<TextFile> productCode() {
        return texts.values().stream().filter(this::isProductCode).toList();
    }

    private boolean isProductCode(TextFile file) {
        return file.isProductCode()
                || (file.language().isCode()
                        && (reached().contains(file.path())
                                || AtInstallation.files(this).contains(file.path())));
    }

    /** The paths that the package's entry points lead to, sorted. */
    public Set<String> reached() {
        return once(Reached.class, source -> Reached.from(source.manifest(), texts))
                .paths();
    }

    /** What the code that runs in production imports of other packages, as it stands in imports, sorted. */
    public Set<String> imports() {
        return Imports.of(scripts(), manifest(), paths);
    }

    /** The files of code that the scanner could not judge, with the reason: all of them where the program as a whole was too much. */
    public Map<String, String> unjudged() {
        var unread = evidence().unread();
        var whole = unread.get("");
        if (whole == null) {
            return unread;
        }
        var all = new TreeMap<String, String>();
        scripts().forEach(file -> all.put(file.path(), whole));
        return all;
    }

    private List<TextFile> scripts() {
        return productCode().stream()
                .filter(file -> file.language().isScanned())
                .toList();
    }

    /** What foreign values do in the code that runs in production; found when first asked for, which blocks. */
    public Evidence evidence() {
        return once(Evidence.class, source -> {
            var files = new TreeMap<String, String>();
            source.scripts().forEach(file -> files.put(file.path(), file.text()));
            return Scans.scan(files);
        });
    }

    /** What the code that runs in production offers: tools, prompts, resources; found when first asked for, which blocks. */
    public Surface surface() {
        return evidence().surface();
    }

    /** The files that hold licences, with what they were recognised as when first asked for: its own first. */
    public List<LicenseText> licenseTexts() {
        var found = licenseTexts;
        if (found == null) {
            var named = description().flatMap(Manifest::license).flatMap(VersionLicense::fileNamed);
            found = LicenseText.in(texts(), named);
            licenseTexts = found;
        }
        return found;
    }

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
