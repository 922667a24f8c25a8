package mcphub.analysis.installed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import mcphub.analysis.controls.Installation;
import mcphub.analysis.controls.Installed;
import mcphub.analysis.reading.Dependency.Scope;
import mcphub.analysis.reading.Source;
import mcphub.analysis.source.Origin;
import mcphub.analysis.source.SourceFile;
import mcphub.analysis.source.SourceTree;
import org.junit.jupiter.api.Test;

/** Locks that npm, pnpm, yarn and bun made, and what these tools say or lay down of them; made anew by {@code scripts/oracles/locks}. */
final class LocksByToolsTest {
    /** These leave a project's own peers to whoever installs it. */
    private static final Set<String> LEAVE_PEERS = Set.of("pnpm-7", "yarn 1", "yarn 4");

    private static final JsonMapper JSON = new JsonMapper();
    /** Packages for one kind of machine: a tool that installs leaves out what is for another. */
    private static final Predicate<String> FOR_A_MACHINE = Pattern.compile(
                    "fsevents.*|.*(?:darwin|win32|linux|musl|wasm|emnapi|freebsd|android|openbsd|netbsd|sunos|aix).*")
            .asMatchPredicate();

    private static List<String> cases() throws IOException {
        var given = System.getProperty("locks.cases");
        if (given != null) {
            return Files.readAllLines(Path.of(given), UTF_8);
        }
        try (var stream = LocksByToolsTest.class.getResourceAsStream("locks.jsonl")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), UTF_8)
                    .lines()
                    .toList();
        }
    }

    private static SourceFile file(String path, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return new SourceFile(path, bytes.length, () -> bytes);
    }

    private static SortedSet<String> list(JsonNode names) {
        var all = new TreeSet<String>();
        names.forEach(name -> all.add(name.asText()));
        return all;
    }

    private static SortedSet<String> ours(Installation installation, Predicate<Installed> which) {
        var all = new TreeSet<String>();
        installation.all().stream()
                .filter(one -> !one.itself() && one.requirement().isEmpty())
                .filter(which)
                .forEach(one -> all.add(one.name() + "@" + one.version()));
        return all;
    }

    private static boolean isForAMachine(Installed one) {
        return FOR_A_MACHINE.test(one.name() + "@" + one.version())
                || one.via().stream().anyMatch(FOR_A_MACHINE);
    }

    @Test
    void what_a_lock_installs_is_what_its_tool_installs() throws IOException {
        int cases = 0;
        for (var line : cases()) {
            var one = JSON.readTree(line);
            var name = one.path("tool").asText() + " of " + one.path("project").asText();
            var tree = new SourceTree(List.of(
                    file("package.json", one.path("manifest").asText()),
                    file(one.path("lock").asText(), one.path("text").asText())));
            var installation = Installation.of(new Source(tree, Origin.GIT));
            var gaps = installation.gaps();
            if (LEAVE_PEERS.contains(one.path("tool").asText())
                    && one.path("manifest").asText().contains("peerDependencies")) {
                gaps = gaps.stream()
                        .filter(gap -> !gap.startsWith("Nothing settles"))
                        .toList();
            }
            assertThat(gaps).as(name).isEmpty();
            var production = ours(installation, each -> each.scope() != Scope.DEVELOPMENT);
            var development = ours(installation, each -> each.scope() == Scope.DEVELOPMENT);
            development.removeAll(production);
            var theirs = list(one.path("production"));
            if (one.path("exact").asBoolean()) {
                assertThat(production).as(name).isEqualTo(theirs);
                assertThat(development).as(name).isEqualTo(list(one.path("development")));
            } else {
                assertThat(production).as(name).containsAll(theirs);
                production.removeAll(theirs);
                production.removeAll(ours(installation, LocksByToolsTest::isForAMachine));
                assertThat(production).as(name).isEmpty();
                assertThat(development).as(name).containsAll(list(one.path("development")));
            }
            cases++;
        }
        assertThat(cases).isPositive();
        System.out.println(cases + " locks install what their tools install");
    }
}
