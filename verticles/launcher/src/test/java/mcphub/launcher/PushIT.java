package mcphub.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import mcphub.harness.Forge;
import mcphub.harness.GitServer;
import mcphub.harness.People;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A git server on loopback whose pushes become certified versions. */
@Order(1) // what takes long begins first
final class PushIT {
    private static final String SECRET = "what the forge signs with";
    private static final long FIRST = 1_768_384_800L;

    @TempDir
    private Path folder;

    private final AtomicInteger told = new AtomicInteger();
    private GitServer server = new GitServer(Path.of(""));
    private WholeHub hub;
    private People.Person owner;

    @BeforeEach
    void start() throws IOException {
        server.close();
        server = new GitServer(Files.createDirectory(folder.resolve("server")));
        server.create("acme/files");
        start(Map.of());
    }

    private void start(Map<String, Object> more) {
        var settings = new HashMap<String, Object>(Map.of(
                "outbound.private_networks", "127.0.0.0/8", "webhook.github_secret", SECRET, "webhook.poll_ms", 100));
        settings.putAll(more);
        hub = WholeHub.inProcess(settings);
        owner = new People(hub).join("owner");
        server.onPush(this::tell);
    }

    /** What a forge does after a push. */
    private void tell(String name, ReceiveCommand command) {
        var push = Forge.push(
                server.url(name), 1, command.getRefName(), command.getNewId().name());
        int status = new Forge(hub.api(), SECRET)
                .github("push", Forge.delivery(), push.encode())
                .statusCode();
        if (status == 202) {
            told.incrementAndGet();
        }
    }

    @AfterEach
    void stop() {
        hub.close();
        server.close();
    }

    private static Map<String, String> wellKept() {
        return Map.of(
                "package.json",
                "{\"name\":\"files\",\"version\":\"1.0.0\",\"description\":\"Reads files for tests\",\"license\":\"MIT\",\"repository\":\"https://github.com/somebody/else\",\"scripts\":{\"test\":\"node --test\"},\"dependencies\":{\"zod\":\"3.22.4\"}}",
                "package-lock.json",
                "{\"name\":\"files\",\"version\":\"1.0.0\",\"lockfileVersion\":3,\"packages\":{\"\":{\"dependencies\":{\"zod\":\"3.22.4\"}},\"node_modules/zod\":{\"version\":\"3.22.4\",\"resolved\":\"https://registry.npmjs.org/zod/-/zod-3.22.4.tgz\",\"integrity\":\"sha512-iC+8Io04lddc+mVqQ9AZ7OQ2MrUKGN+oIQyq1vemgt46jwCwLfhq7/0rbXzRzW0Xjb8ZRXHOyUXHbTHcuTLe2Q==\"}}}",
                "README.md",
                "# files\n\n## Install\n\n    npx files\n\n## Tools\n\n"
                        + "It reads files and nothing else. ".repeat(40),
                "LICENSE",
                "MIT License",
                "src/index.js",
                "export const tools = [];\n",
                "test/index.test.js",
                "import { test } from 'node:test';\nimport assert from 'node:assert';\ntest('works', () => { assert.equal(1, 1); });\n",
                ".github/workflows/ci.yml",
                "on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm ci\n      - run: npm test\n");
    }

    private String register() {
        String id = owner.api()
                .call(
                        201,
                        "POST",
                        "/api/v1/mcps",
                        JsonObject.of("source", JsonObject.of("type", "git", "url", server.url("acme/files"))))
                .getString("id");
        hub.awaitSettled(id);
        return id;
    }

    private String push(Map<String, String> files, String message) throws Exception {
        Path clone = Files.createTempDirectory(folder, "clone-");
        try (var git = Git.cloneRepository()
                .setURI(server.url("acme/files"))
                .setDirectory(clone.toFile())
                .call()) {
            for (var file : files.entrySet()) {
                Path path = clone.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
            git.add().addFilepattern(".").call();
            ObjectId commit = git.commit()
                    .setMessage(message)
                    .setAuthor("Tests", "tests@example.org")
                    .setCommitter("Tests", "tests@example.org")
                    .setSign(false)
                    .call();
            git.push().call();
            return commit.name();
        }
    }

    @Test
    void a_push_becomes_a_certified_version_whose_lockfile_tests_and_pipeline_are_judged() throws Exception {
        server.commit("acme/files", "main", Map.of("README.md", "# files\n"), FIRST);
        String mcp = register();
        String commit = push(wellKept(), "All that belongs to it");
        hub.awaitNone("select count(*) from webhook.inbox where state = 'queued'");
        hub.awaitSettled(mcp);

        var version = hub.api().get("/api/v1/mcps/" + mcp).getJsonObject("latest_version");
        assertThat(version.getString("status")).isEqualTo("CERTIFIED");
        assertThat(version.getString("visible_version")).startsWith("commit-" + commit.substring(0, 7) + "-20");
        assertThat(version.getJsonObject("source"))
                .isEqualTo(
                        new JsonObject().put("type", "git").put("ref", commit).putNull("integrity"));
        var scores = hub.api().get(hub.latest(mcp) + "/scores").getJsonObject("scores");
        assertThat(scores.getJsonObject("supply_chain")
                        .getJsonObject("breakdown")
                        .getInteger("lockfile"))
                .isNotNull();
        var maturity = scores.getJsonObject("maturity").getJsonObject("breakdown");
        assertThat(maturity.getInteger("tests")).isNotNull();
        assertThat(maturity.getInteger("ci_cd")).isNotNull();
        var outcomes = new HashMap<String, String>();
        hub.api()
                .get(hub.latest(mcp) + "/controls?limit=100")
                .getJsonArray("controls")
                .forEach(control -> outcomes.put(
                        ((JsonObject) control).getString("control_id"), ((JsonObject) control).getString("outcome")));
        assertThat(outcomes)
                .containsEntry("LOCKFILE_MISSING", "passed")
                .containsEntry("TESTS_MISSING", "passed")
                .containsEntry("CI_MISSING", "passed")
                .containsEntry("CI_TESTS_NOT_RUN", "passed");
        assertThat(hub.query("select count(*) from analysis.versions where mcp_id = '" + mcp + "'"))
                .isEqualTo("2");
        assertThat(hub.api().get("/api/v1/mcps/" + mcp).getString("repo_url"))
                .as("where it is, and not what it says of itself")
                .isEqualTo("https://127.0.0.1/acme/files");
        System.out.println("a pushed repository: "
                + hub.api().get(hub.latest(mcp) + "/scores").encode());
    }

    @Test
    void several_pushes_of_one_commit_make_one_version_and_two_pushes_two_in_their_order() throws Exception {
        server.commit("acme/files", "main", Map.of("README.md", "# files\n"), FIRST);
        String mcp = register();
        String second = push(Map.of("a.txt", "2"), "Two");
        String third = push(Map.of("a.txt", "3"), "Three");
        server.point("acme/files", "refs/tags/v3", third);
        for (int i = 0; i < 5; i++) {
            tell(
                    "acme/files",
                    new ReceiveCommand(
                            ObjectId.zeroId(), ObjectId.fromString(third), i < 3 ? "refs/heads/main" : "refs/tags/v3"));
        }
        hub.awaitNone("select count(*) from webhook.inbox where state = 'queued'");
        hub.awaitSettled(mcp);
        assertThat(hub.query(
                        "select string_agg(source_ref, ',' order by created_at) from analysis.versions where mcp_id = '"
                                + mcp + "' and source_ref in ('" + second + "', '" + third + "')"))
                .isEqualTo(second + "," + third);
        assertThat(told.get()).isEqualTo(7);
    }

    @Test
    void submodules_and_large_files_are_said_to_be_elsewhere() {
        server.commit(
                "acme/files",
                "main",
                Map.of(
                        "README.md", "# files\n",
                        "module:vendor/lib", "0123456789012345678901234567890123456789",
                        ".gitmodules",
                                "[submodule \"lib\"]\n\tpath = vendor/lib\n\turl = https://example.org/lib.git\n",
                        "model.bin", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"),
                FIRST);
        String mcp = register();
        assertThat(
                        hub.query(
                                "select outcome || ': ' || message from analysis.control_results where control_id = 'SOURCE_NOT_READ'"))
                .isEqualTo(
                        "inconclusive: Not everything is in this archive: 1 submodules and 1 files in Git LFS are kept elsewhere");
        assertThat(hub.api()
                        .get("/api/v1/mcps/" + mcp)
                        .getJsonObject("latest_version")
                        .getString("status"))
                .isEqualTo("CERTIFIED");
    }

    @Test
    void a_repository_that_tells_nothing_is_looked_at_and_one_that_is_away_less_and_less_often() {
        hub.close();
        start(Map.of("git.poll_minutes", 60, "git.poll_tick_ms", 200));
        server.commit("acme/files", "main", Map.of("README.md", "# files\n"), FIRST);
        String mcp = register();
        String next = server.commit("acme/files", "main", Map.of("README.md", "# new\n"), FIRST + 86_400);
        hub.awaitNone("select 1 - count(*) from analysis.polls where next_at > now() + interval '50 minutes'");
        hub.execute("update analysis.polls set next_at = now()");
        hub.awaitNone("select 1 - count(*) from analysis.versions where source_ref = '" + next
                + "' and status = 'CERTIFIED'");
        hub.awaitSettled(mcp);
        server.stall(false);
        server.close();
        hub.execute("update analysis.polls set next_at = now()");
        hub.awaitNone("select 1 - count(*) from analysis.polls where failures = 1");
        hub.execute("update analysis.polls set next_at = now()");
        hub.awaitNone(
                "select 1 - count(*) from analysis.polls where failures = 2 and next_at > now() + interval '100 minutes'");
    }

    @Test
    void a_private_address_is_not_fetched_from_unless_it_is_allowed() {
        hub.close();
        start(Map.of("outbound.private_networks", ""));
        server.commit("acme/files", "main", Map.of("README.md", "# files\n"), FIRST);
        String mcp = register();
        assertThat(hub.query("select error from analysis.jobs where mcp_id = '" + mcp + "'"))
                .contains("not public");
    }

    @Test
    void a_commit_whose_short_name_another_has_gets_its_whole_name() {
        String commit = server.commit("acme/files", "main", Map.of("README.md", "# files\n"), FIRST);
        String mcp = register();
        hub.execute("update analysis.versions set source_ref = '" + "f".repeat(40) + "' where mcp_id = '" + mcp + "'");
        owner.api().call(202, "POST", "/api/v1/mcps/" + mcp + "/versions", null);
        hub.awaitSettled(mcp);
        assertThat(hub.query("select visible_version from analysis.versions where source_ref = '" + commit + "'"))
                .isEqualTo("commit-" + commit + "-2026-01-14");
    }
}
