package mcphub.analysis.controls;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import mcphub.analysis.controls.Control.NamedPattern;
import mcphub.analysis.source.Origin;
import mcphub.analysis.source.SourceTree;
import mcphub.kernel.Yaml;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The controls catalogue of {@code config/controls.yaml}, together with who judges each control. */
public final class Catalogue {
    private static final Logger log = LoggerFactory.getLogger(Catalogue.class);
    private static final Set<String> KEYS = Set.of(
            "id",
            "name",
            "category",
            "sub_category",
            "severity",
            "cwe",
            "remediation",
            "applies_to",
            "patterns",
            "values");

    private final String version;
    private final int maxFindings;
    private final List<Control> controls;
    private final Map<String, Judge> judges;

    private Catalogue(String version, int maxFindings, List<Control> controls, Map<String, Judge> judges) {
        this.version = version;
        this.maxFindings = maxFindings;
        this.controls = controls;
        this.judges = judges;
    }

    /**
     * Reads the catalogue.
     *
     * @throws IllegalStateException for an unknown key, a control that nobody judges, or a judge without a control
     */
    public static Catalogue load() {
        Map<String, Object> yaml = Yaml.resource("config/controls.yaml");
        var controls = new ArrayList<Control>();
        for (Object entry : (List<?>) required(yaml, "controls")) {
            controls.add(control((Map<?, ?>) entry));
        }
        controls.sort(Comparator.comparing(Control::id));
        var judges = Judges.all();
        var named = new TreeSet<String>();
        controls.forEach(control -> named.add(control.id()));
        if (!named.equals(new TreeSet<>(judges.keySet())) || named.size() != controls.size()) {
            throw new IllegalStateException("controls.yaml and the judges differ: described " + named + ", judged "
                    + new TreeSet<>(judges.keySet()));
        }
        return new Catalogue(
                (String) required(yaml, "version"), (Integer) required(yaml, "max_findings"), controls, judges);
    }

    /** The catalogue's version, such as {@code v1.4}. */
    public String version() {
        return version;
    }

    /** Every control, by id. */
    public List<Control> controls() {
        return List.copyOf(controls);
    }

    /** Judges every control over a source; the results are in the order of the controls' ids. */
    public List<ControlResult> judge(SourceTree tree, Origin origin) {
        var source = new Source(tree, origin);
        return controls.stream()
                .map(control -> new ControlResult(control, bounded(judge(source, control))))
                .toList();
    }

    private Verdict judge(Source source, Control control) {
        if (!control.appliesTo().contains(source.origin())) {
            return Verdict.inconclusive("Cannot be seen in a source of the kind "
                    + source.origin().name().toLowerCase(Locale.ROOT) + ".");
        }
        try {
            return java.util.Objects.requireNonNull(judges.get(control.id())).judge(source, control);
        } catch (RuntimeException | StackOverflowError e) {
            log.error("The control {} could not be judged", control.id(), e);
            return Verdict.inconclusive("This source could not be judged.");
        }
    }

    private Verdict bounded(Verdict verdict) {
        int all = verdict.findings().size();
        return all <= maxFindings
                ? verdict
                : Verdict.failed(
                        verdict.message() + " (" + all + " in all, the first " + maxFindings + " are kept)",
                        verdict.findings().subList(0, maxFindings));
    }

    private static Control control(Map<?, ?> entry) {
        for (Object key : entry.keySet()) {
            if (!KEYS.contains(String.valueOf(key))) {
                throw new IllegalStateException("controls.yaml: the unknown key '" + key + "' in " + entry.get("id"));
            }
        }
        return new Control(
                text(entry, "id"),
                text(entry, "name"),
                text(entry, "category"),
                text(entry, "sub_category"),
                Severity.valueOf(text(entry, "severity").toUpperCase(Locale.ROOT)),
                (String) entry.get("cwe"),
                text(entry, "remediation"),
                origins((List<?>) entry.get("applies_to")),
                patterns((List<?>) entry.get("patterns")),
                texts((List<?>) entry.get("values")));
    }

    private static Set<Origin> origins(@Nullable List<?> names) {
        if (names == null) {
            return EnumSet.allOf(Origin.class);
        }
        var origins = EnumSet.noneOf(Origin.class);
        names.forEach(name -> origins.add(Origin.valueOf(String.valueOf(name).toUpperCase(Locale.ROOT))));
        return origins;
    }

    private static List<NamedPattern> patterns(@Nullable List<?> patterns) {
        var list = new ArrayList<NamedPattern>();
        for (Object entry : patterns == null ? List.of() : patterns) {
            var map = (Map<?, ?>) entry;
            list.add(new NamedPattern(
                    text(map, "message"), Pattern.compile(text(map, "regex")), Set.copyOf(texts((List<?>)
                            map.get("in")))));
        }
        return List.copyOf(list);
    }

    private static List<String> texts(@Nullable List<?> values) {
        return values == null ? List.of() : values.stream().map(String::valueOf).toList();
    }

    private static String text(Map<?, ?> entry, String key) {
        Object value = entry.get(key);
        if (value == null) {
            throw new IllegalStateException("controls.yaml: '" + key + "' is missing in " + new HashMap<>(entry));
        }
        return String.valueOf(value).strip();
    }

    private static Object required(Map<String, Object> yaml, String key) {
        Object value = yaml.get(key);
        if (value == null) {
            throw new IllegalStateException("controls.yaml: '" + key + "' is missing");
        }
        return value;
    }
}
