package mcphub.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.io.FilenameUtils;
import org.apache.commons.io.IOCase;
import org.jspecify.annotations.Nullable;

/**
 * Matches a source by a glob: {@code npm:@acme/helper}, {@code github.com/acme/helper}, {@code upload:…}, or the plain name of a package. What the catalog calls
 * something, and a repository's name without its host, anybody may choose: they count against it, and never for it.
 *
 * @param glob with {@code *} and {@code ?}
 */
record McpTarget(String glob) implements Target {
    private static final String GIT = "git:";
    private static final String NPM = "npm:";

    /** Reads a value; a purl of npm or GitHub is the source that it names. */
    static McpTarget of(String value) {
        if (value.startsWith("pkg:npm/")) {
            var meaning = Meaning.of(new Asked(value, null, null, null));
            if (meaning.by() != Meaning.By.PACKAGE) {
                throw new IllegalArgumentException("must be a purl that can be read, such as pkg:npm/mcp-remote");
            }
            String version = meaning.version() == null ? meaning.range() : meaning.version();
            return new McpTarget(NPM + meaning.key() + (version == null ? "" : '@' + version));
        }
        return new McpTarget(
                value.startsWith("pkg:github/") ? "github.com/" + value.substring("pkg:github/".length()) : value);
    }

    @Override
    public Match match(Effect effect, Facts facts, Instant now) {
        var names = names(facts, effect != Effect.ALLOW);
        // packages are told apart by case; who denies one denies what looks like it
        boolean exactCase = effect == Effect.ALLOW && facts.identity().startsWith(NPM);
        return match(names, exactCase ? IOCase.SENSITIVE : IOCase.INSENSITIVE);
    }

    @Override
    public @Nullable Match judge(Effect effect, Subject subject, Instant now) {
        if (subject.facts() != null) {
            return match(effect, subject.facts(), now);
        }
        return effect == Effect.ALLOW ? null : match(subject.names(), IOCase.INSENSITIVE);
    }

    private Match match(List<String> names, IOCase letters) {
        for (String name : names) {
            if (FilenameUtils.wildcardMatch(name, glob, letters)) {
                return new Match(true, name.equals(glob) ? "name " + name : "name " + name + " matches " + glob);
            }
        }
        return new Match(false, "name " + names.getFirst() + " does not match " + glob);
    }

    private static List<String> names(Facts facts, boolean anybodys) {
        String identity = facts.identity();
        var names = new ArrayList<String>();
        if (identity.startsWith(NPM)) {
            String npm = identity.split("[?]", 2)[0];
            names.add(npm.substring(NPM.length()));
            names.add(npm);
            names.add(npm + '@' + facts.version());
        } else if (identity.startsWith(GIT)) {
            String repository = identity.substring(GIT.length()).split("#", 2)[0];
            names.add(repository);
            names.add(GIT + repository);
            if (anybodys) {
                names.add(repository.substring(repository.indexOf('/') + 1));
                names.add(repository.substring(repository.lastIndexOf('/') + 1));
            }
        } else {
            names.add(identity);
        }
        if (anybodys) {
            names.add(facts.name());
        }
        return names;
    }
}
