package mcphub.analysis.controls;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import mcphub.analysis.reading.Source;
import mcphub.analysis.source.Origin;
import mcphub.analysis.source.SourceTree;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The controls of one catalogue version, each with its judge: the way in to judging a version. */
public final class Catalogue {
    private static final Logger LOG = LoggerFactory.getLogger(Catalogue.class);

    /** The control that advisories decide, without the source. */
    public static final String ADVISORIES = "KNOWN_VULNERABLE_DEPENDENCY";

    private final String version;
    private final int mostFindings;
    private final List<Control> controls;
    private final Map<String, Judge> judges;
    private final List<Combination> suspicious;

    Catalogue(
            String version,
            int mostFindings,
            List<Control> controls,
            Map<String, Judge> judges,
            List<Combination> suspicious) {
        this.version = version;
        this.mostFindings = mostFindings;
        this.controls =
                controls.stream().sorted(Comparator.comparing(Control::id)).toList();
        this.judges = Map.copyOf(judges);
        this.suspicious = List.copyOf(suspicious);
        var ids = new TreeSet<>(controls.stream().map(Control::id).toList());
        if (ids.size() != controls.size()) {
            throw new IllegalArgumentException("the controls catalogue has two controls of one id");
        }
        var alone = new TreeSet<>(judges.keySet());
        alone.removeAll(ids);
        ids.removeAll(judges.keySet());
        if (!ids.isEmpty() || !alone.isEmpty()) {
            throw new IllegalArgumentException(
                    "controls without a judge: " + ids + ", judges without a control: " + alone);
        }
        for (var combination : suspicious) {
            if (!judges.keySet().containsAll(combination.controls())) {
                throw new IllegalArgumentException(
                        "suspicion: one of " + combination.controls() + " is no control of this catalogue");
            }
        }
    }

    /** The catalogue that this build ships: {@code config/controls.yaml}. */
    public static Catalogue shipped() {
        return of(Yaml.resource("/config/controls.yaml"));
    }

    /** A catalogue from the text of its file; says in words what is wrong with it. */
    public static Catalogue of(String controlsYaml) {
        return CatalogueFile.read(controlsYaml);
    }

    /** The catalogue's version, such as {@code v2.0}. */
    public String version() {
        return version;
    }

    /** All controls, sorted by id. */
    public List<Control> controls() {
        return controls;
    }

    /** Judges every control, knowing of no advisory; sorted by control id, and the same for the same files. Reads the files on this thread. */
    public List<ControlResult> judge(SourceTree tree, Origin origin) {
        return judge(new Source(tree, origin), KnownFlaws.NOTHING);
    }

    /** The same for files that are read already, by what is known of flaws. */
    public List<ControlResult> judge(Source source, KnownFlaws known) {
        return complete(judgeCode(source), exposure(Composition.of(source), known));
    }

    /** Judges all that no advisory changes. */
    public List<ControlResult> judgeCode(Source source) {
        return judgeCode(source, this::capped);
    }

    /** The same with every finding, however many there are: only for sources that nobody hostile made. */
    public List<ControlResult> judgeWholeCode(Source source) {
        return judgeCode(source, verdict -> verdict);
    }

    private List<ControlResult> judgeCode(Source source, UnaryOperator<Verdict> kept) {
        var redaction = new Redaction(controls);
        return controls.stream()
                .filter(control -> !control.id().equals(ADVISORIES))
                .map(control -> new ControlResult(control, redaction.of(kept.apply(verdict(source, control)))))
                .toList();
    }

    /** Results as a snapshot has them: of each control the worst findings, as many as the catalogue allows. */
    public List<ControlResult> capped(List<ControlResult> whole) {
        return whole.stream()
                .map(result -> new ControlResult(result.control(), capped(result.verdict())))
                .toList();
    }

    /** What advisories say, of a source that need not be at hand. */
    public Exposure exposure(Composition composition, KnownFlaws known) {
        var exposure = Vulnerabilities.judge(composition, known, control(ADVISORIES));
        var redaction = new Redaction(controls);
        return new Exposure(redaction.of(capped(exposure.verdict())), exposure.vulnerable(), exposure.gap());
    }

    /** All results: those of the code, and what advisories say. */
    public List<ControlResult> complete(List<ControlResult> ofCode, Exposure exposure) {
        var all = new ArrayList<>(ofCode);
        all.add(new ControlResult(control(ADVISORIES), exposure.verdict()));
        all.sort(Comparator.comparing(result -> result.control().id()));
        return List.copyOf(all);
    }

    /** Whether advisories decide this control. */
    public static boolean isOfAdvisories(String id) {
        return id.equals(ADVISORIES);
    }

    /** The control of this id, which there has to be. */
    public Control control(String id) {
        return controls.stream()
                .filter(control -> control.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the catalogue has no control " + id));
    }

    /** What these results are together suspected of; empty where of nothing. */
    public Optional<Suspicion> suspicion(List<ControlResult> results) {
        return Suspicion.of(suspicious, results);
    }

    /** A text of the source without what its controls know as a secret. */
    public String redacted(String text) {
        return new Redaction(controls).of(text);
    }

    /** The same of a piece of a file: what only counts in code counts, too. */
    public String redacted(String text, String path) {
        return new Redaction(controls).of(text, path);
    }

    private Verdict verdict(Source source, Control control) {
        var reason = control.elsewhere();
        if (!control.appliesTo().contains(source.origin())) {
            return Verdict.inconclusive(reason == null ? "Cannot be judged on this kind of source" : reason);
        }
        Judge judge = judges.get(control.id());
        try {
            return judge == null ? Verdict.inconclusive("There is no judge") : judge.judge(source, control);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("control {} could not be judged", control.id(), e);
            return Verdict.inconclusive("This control could not be judged on these files");
        }
    }

    /** The worst findings, as many as the catalogue allows; the message says how many there were. */
    private Verdict capped(Verdict verdict) {
        int all = verdict.findings().size();
        if (all <= mostFindings) {
            return verdict;
        }
        var kept = verdict.findings().stream()
                .sorted(Finding.WORST.thenComparing(Findings.ORDER))
                .collect(Collectors.toCollection(ArrayList::new));
        // what is by design limits the score, however many are worse
        kept.stream()
                .skip(mostFindings)
                .filter(found -> found.flow().byDesign())
                .findFirst()
                .ifPresent(found -> kept.set(mostFindings - 1, found));
        kept.subList(mostFindings, kept.size()).clear();
        kept.sort(Findings.ORDER);
        return Verdict.failed(verdict.message() + ", of which the worst " + mostFindings + " are kept", kept);
    }
}
