package mcphub.analysis;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import mcphub.advisories.PackageNames;
import mcphub.advisories.RecordsAtHand;
import mcphub.analysis.controls.Catalogue;
import mcphub.analysis.controls.Composition;
import mcphub.analysis.controls.Flaw;
import mcphub.analysis.controls.Installed;
import mcphub.analysis.controls.KnownFlaws;
import mcphub.analysis.git.GitSource;
import mcphub.analysis.local.Judged;
import mcphub.analysis.local.LocalFolder;
import mcphub.analysis.local.ScanReport;
import mcphub.analysis.local.ScanReports;
import mcphub.analysis.local.Subject;
import mcphub.analysis.reading.Source;
import mcphub.analysis.scoring.Basis;
import mcphub.analysis.scoring.Scoring;
import mcphub.analysis.source.Fingerprint;
import mcphub.analysis.source.Limits;
import mcphub.analysis.source.NpmRegistry;
import mcphub.analysis.source.Origin;
import mcphub.analysis.source.SourceFailure;
import mcphub.analysis.source.Unpacker;
import mcphub.kernel.RepositoryUrl;
import mcphub.kernel.npm.NpmPick;
import org.jspecify.annotations.Nullable;

/**
 * The engine without a hub: the same controls, scores and suspicion, of one source, with no database and no advisories. Suppressions count in a folder, and nowhere else. Calls block;
 * all throw {@link SourceFailure} where the source cannot be had or read.
 */
public final class LocalScan {
    private static final String WITHOUT_HUB =
            "Dependencies are not judged without a hub; `hub serve` starts one, and `hub add` has it judge them";

    /** What nobody has told. */
    private static final KnownFlaws NONE = new KnownFlaws() {
        @Override
        public List<Flaw> of(Installed one) {
            return List.of();
        }

        @Override
        public Optional<String> gap(String ecosystem) {
            return Optional.of(WITHOUT_HUB);
        }
    };

    private final Catalogue catalogue = Catalogue.shipped();
    private final Scoring scoring = Scoring.shipped();
    private final Limits limits;
    private final Path work;
    private final Consumer<String> progress;
    private final @Nullable Path advisories;
    private final List<String> completeOf;

    /**
     * Scans within these limits.
     *
     * @param work an existing folder for archives while they are worked on
     * @param progress told what begins, each time a few words
     */
    public LocalScan(Limits limits, Path work, Consumer<String> progress) {
        this(limits, work, progress, null, List.of());
    }

    private LocalScan(
            Limits limits, Path work, Consumer<String> progress, @Nullable Path advisories, List<String> completeOf) {
        this.limits = limits;
        this.work = work;
        this.progress = progress;
        this.advisories = advisories;
        this.completeOf = List.copyOf(completeOf);
    }

    /**
     * The same by these advisories; a path that cannot be read to its end is an {@link IllegalArgumentException} of the scan.
     *
     * @param path a folder or a zip of OSV records
     * @param ecosystems those of which it has everything that is known, as OSV calls them
     */
    public LocalScan by(Path path, List<String> ecosystems) {
        return new LocalScan(limits, work, progress, path, ecosystems);
    }

    /** Scans a folder of this machine; see {@link LocalFolder} for what of it. */
    public ScanReport folder(Path folder) {
        progress.accept("reading " + folder);
        var found = LocalFolder.of(folder, limits);
        var subject = new Subject("folder", folder.toString(), null, null, null, found.prefix());
        var source = Assessor.read(found.tree(), Origin.FOLDER, null);
        return judged(subject, alone().follow(source), found.leftOut(), found.notes());
    }

    /** Scans an archive of this machine, as an upload. */
    public ScanReport archive(Path file) {
        String name = String.valueOf(file.getFileName());
        return unpacked(new Subject("archive", name, null, null, sha256(file), ""), file, Origin.UPLOAD, null, alone());
    }

    /**
     * Scans a release of npm, and what its entry points hand over to.
     *
     * @param pick who chooses of what a range of that allows
     * @param wanted an exact version or a tag; empty for the newest
     */
    public ScanReport npm(NpmRegistry registry, NpmPick pick, String name, String wanted) {
        progress.accept("fetching " + name + " from the registry");
        var release = registry.resolve(name, wanted);
        Path file = registry.download(release, work);
        try {
            var subject = new Subject("npm", release.name(), release.version(), null, sha256(file), "");
            var shelf = new RegistryShelf(each -> registry, pick, work);
            return unpacked(subject, file, Origin.NPM, release.manifest(), Shells.ofWhatIsThere(limits, work, shelf));
        } finally {
            Ingestion.delete(file);
        }
    }

    /**
     * Scans a commit of a repository.
     *
     * @param wanted an id, a branch or a tag; empty for the newest of the default branch
     */
    public ScanReport git(GitSource git, String url, String wanted) {
        progress.accept("fetching the repository");
        String commit = git.resolve(url, null, wanted, work);
        Path file = git.archive(url, commit, work);
        try {
            // whoever signs in there is nobody's business
            String name = RepositoryUrl.normalised(url).orElse(catalogue.redacted(url));
            return unpacked(new Subject("git", name, null, commit, sha256(file), ""), file, Origin.GIT, null, alone());
        } finally {
            Ingestion.delete(file);
        }
    }

    private Shells alone() {
        return Shells.alone(limits, work, "Without a hub registries are asked for packages of npm alone");
    }

    private ScanReport unpacked(Subject subject, Path file, Origin origin, @Nullable String registered, Shells shells) {
        progress.accept("unpacking");
        try (var unpacked = new Unpacker(limits, work, Clock.systemUTC()).open(file, origin)) {
            return judged(
                    subject, shells.follow(Assessor.read(unpacked.tree(), origin, registered)), Map.of(), List.of());
        }
    }

    private ScanReport judged(Subject subject, Source source, Map<String, Integer> leftOut, List<String> notes) {
        progress.accept("judging " + source.paths().size() + " files");
        boolean isOwn = source.origin() == Origin.FOLDER;
        var whole = isOwn ? catalogue.judgeWholeCode(source) : catalogue.judgeCode(source);
        var composition = Composition.of(source);
        var told = new ArrayList<>(notes);
        var exposure = catalogue.exposure(composition, known(composition, told));
        var results = catalogue.complete(catalogue.capped(whole), exposure);
        var scores = scoring.score(results, Basis.of(composition, source.kind(), exposure.gap()));
        return new ScanReports(catalogue, Assessment.TOOLCHAIN)
                .of(
                        subject,
                        source,
                        new Judged(
                                catalogue.complete(whole, exposure),
                                results,
                                scores,
                                Assessment.scoresDocument(scores, scoring.version()),
                                exposure.vulnerable()),
                        leftOut,
                        told);
    }

    private KnownFlaws known(Composition composition, List<String> notes) {
        if (advisories == null) {
            notes.add(WITHOUT_HUB);
            return NONE;
        }
        progress.accept("reading advisories");
        var packages = composition.installed().stream()
                .map(one -> one.ecosystem() + ' ' + PackageNames.normalised(one.ecosystem(), one.name()))
                .collect(Collectors.toSet());
        var records = RecordsAtHand.in(advisories, packages, Clock.systemUTC());
        notes.add("Dependencies are judged by the " + records.files() + " files of " + advisories
                + (records.broken() == 0 ? "" : ", of which " + records.broken() + " are no records"));
        return StoredFlaws.of(records, completeOf);
    }

    private static String sha256(Path file) {
        return Fingerprint.of(file).sha256();
    }
}
