package mcphub.analysis.controls;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import mcphub.kernel.Yaml;
import org.semver4j.Semver;

/** The advisories of {@code config/advisories.yaml}, and the judge of who is named by them. */
final class Advisories implements Judge {
    private final List<Advisory> advisories;

    /** A known vulnerability; ranges as npm writes them. */
    record Advisory(
            String id,
            @JsonProperty("package") String name,
            String affected,
            List<String> patched,
            Severity severity,
            String summary) {}

    private Advisories(List<Advisory> advisories) {
        this.advisories = advisories;
    }

    static Advisories load() {
        var mapper = JsonMapper.builder()
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .build();
        var list = new ArrayList<Advisory>();
        for (Object entry : (List<?>) Yaml.resource("config/advisories.yaml").getOrDefault("advisories", List.of())) {
            list.add(mapper.convertValue(entry, Advisory.class));
        }
        return new Advisories(List.copyOf(list));
    }

    /** Dependencies, and the package itself, that an advisory names. */
    @Override
    public Verdict judge(Source source, Control control) {
        if (source.manifest().isMissingNode()) {
            return Verdict.inconclusive(DependencyJudges.NO_MANIFEST);
        }
        var places = new Places(control);
        var all = new TreeMap<>(DependencyJudges.installed(source));
        all.put(
                source.manifest().path("name").asText(),
                source.manifest().path("version").asText());
        for (Advisory advisory : advisories) {
            String range = all.get(advisory.name());
            if (range != null && isAffected(range, advisory)) {
                places.add(
                        advisory.severity(),
                        "package.json",
                        source.manifestLine(advisory.name()),
                        advisory.name() + " " + range,
                        advisory.id() + ": " + advisory.summary() + ".");
            }
        }
        return places.verdict("No dependency is named by the advisories that are known here.");
    }

    private static boolean isAffected(String range, Advisory advisory) {
        Semver lowest = Semver.coerce(range);
        return lowest != null
                && lowest.satisfies(advisory.affected())
                && advisory.patched().stream().noneMatch(patched -> new Semver(patched).satisfies(range));
    }
}
