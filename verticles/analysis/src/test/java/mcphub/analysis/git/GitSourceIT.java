package mcphub.analysis.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import mcphub.analysis.source.Fingerprint;
import mcphub.analysis.source.Limits;
import mcphub.analysis.source.Origin;
import mcphub.analysis.source.SourceFile;
import mcphub.analysis.source.SourceRejected;
import mcphub.analysis.source.SourceUnavailable;
import mcphub.analysis.source.Unpacker;
import mcphub.harness.GitServer;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Repositories on a real git server: what is fetched of them, and what is not. */
@Order(1)
final class GitSourceIT {
    private static final long FIRST = 1_768_384_800L;
    private static final String NOBODY = "0123456789012345678901234567890123456789";

    @TempDir
    private Path folder;

    private GitServer server = new GitServer(Path.of(""));
    private Path work = Path.of("");

    @BeforeEach
    void start() throws IOException {
        server.close();
        server = new GitServer(Files.createDirectory(folder.resolve("server")));
        work = Files.createDirectory(folder.resolve("work"));
        server.create("acme/files");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String url() {
        return server.url("acme/files");
    }

    private static GitSource source() {
        return new GitSource(settings(List.of(), InetAddress::isLoopbackAddress));
    }

    private static GitSettings settings(List<GitSettings.Credential> credentials, Predicate<InetAddress> mayConnect) {
        return new GitSettings(
                Duration.ofSeconds(20), 50_000_000, 5_000_000, 1_000, credentials, null, null, mayConnect);
    }

    private String commit(Map<String, String> files, long seconds) {
        return server.commit("acme/files", "main", files, seconds);
    }

    @Test
    void a_wish_is_a_branch_a_tag_or_a_commit() throws Exception {
        String first = commit(Map.of("a.txt", "1"), FIRST);
        String second = commit(Map.of("a.txt", "2"), FIRST + 60);
        String other = server.commit("acme/files", "next/big", Map.of("b.txt", "3"), FIRST + 120);
        server.point("acme/files", "refs/tags/v1", first);
        try (var git = new Git(server.repository("acme/files"))) {
            git.tag()
                    .setName("v2")
                    .setAnnotated(true)
                    .setMessage("Two")
                    .setObjectId(
                            git.getRepository().parseCommit(git.getRepository().resolve(second)))
                    .call();
        }
        var source = source();
        assertThat(source.resolve(url(), null, "", work)).isEqualTo(second);
        assertThat(source.resolve(url(), "next/big", "", work)).isEqualTo(other);
        assertThat(source.resolve(url(), null, "v1", work)).isEqualTo(first);
        assertThat(source.resolve(url(), null, "refs/tags/v2", work)).isEqualTo(second);
        assertThat(source.resolve(url(), null, "next/big", work)).isEqualTo(other);
        assertThat(source.resolve(url(), null, first.toUpperCase(java.util.Locale.ROOT), work))
                .isEqualTo(first);
        assertThatThrownBy(() -> source.resolve(url(), "gone", "", work))
                .isInstanceOf(SourceRejected.class)
                .hasMessageContaining("refs/heads/gone");
        assertThatThrownBy(() -> source.resolve(url(), null, "v3", work)).hasMessageContaining("refs/tags/v3");
    }

    @Test
    void a_commit_says_when_it_was_made_and_an_older_one_is_had_by_its_id() {
        String first = commit(Map.of("a.txt", "1"), FIRST);
        commit(Map.of("a.txt", "2"), FIRST + 86_400);
        var described = source().describe(url(), first, work);
        server.filters("acme/files");
        assertThat(source().describe(url(), first, work)).isEqualTo(described);
        assertThat(described.visibleVersion()).isEqualTo("commit-" + first.substring(0, 7) + "-2026-01-14");
        assertThat(files(source().archive(url(), first, work))).isEqualTo(Map.of("a.txt", "1"));
    }

    @Test
    void a_server_that_gives_no_commit_by_its_id_gives_it_where_a_branch_or_tag_stands() {
        String first = commit(Map.of("a.txt", "1"), FIRST);
        String second = commit(Map.of("a.txt", "2"), FIRST + 60);
        server.point("acme/files", "refs/tags/v1", first);
        server.giveOnlyTips();
        assertThat(files(source().archive(url(), second, work))).isEqualTo(Map.of("a.txt", "2"));
        assertThat(files(source().archive(url(), first, work))).isEqualTo(Map.of("a.txt", "1"));
        assertThatThrownBy(() -> source().archive(url(), NOBODY, work))
                .isInstanceOf(SourceRejected.class)
                .hasMessageContaining("is not there any more");
    }

    @Test
    void the_same_commit_is_the_same_archive_from_every_server_at_every_time() throws Exception {
        var files = Map.of(
                "package.json",
                "{}",
                "src/über/日本語.ts",
                "export {}\n",
                "src/" + "x".repeat(120) + ".ts",
                "1",
                "Z",
                "last");
        String id = commit(files, FIRST);
        Path archive = source().archive(url(), id, work);
        server.create("mirror");
        assertThat(server.commit("mirror", "main", files, FIRST)).isEqualTo(id);
        Path again = source().archive(server.url("mirror"), id, work);
        assertThat(Fingerprint.of(again)).isEqualTo(Fingerprint.of(archive));
        assertThat(Fingerprint.of(archive).sha256())
                .as("on this machine and on every other")
                .isEqualTo("1e67814f816ff1f4575202179f9581abb2a3f2474053447ab83bc2563909b2b2");
        assertThat(files(archive)).isEqualTo(files);
    }

    @Test
    void links_and_submodules_are_left_out_and_large_file_pointers_stay() {
        String id = commit(
                Map.of(
                        "a.txt",
                        "1",
                        "link:passwd",
                        "/etc/passwd",
                        "module:vendor/lib",
                        NOBODY,
                        ".gitmodules",
                        "[submodule \"lib\"]\n\tpath = vendor/lib\n\turl = https://example.org/lib.git\n",
                        "model.bin",
                        "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"),
                FIRST);
        assertThat(files(source().archive(url(), id, work)).keySet())
                .containsExactly(".gitmodules", "a.txt", "model.bin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc",
                "/etc",
                "../x",
                "ext::sh -c touch% /tmp/pwned",
                "git://127.0.0.1/x",
                "ftp://127.0.0.1/x",
                "-upload-pack=x",
                "ssh://-oProxyCommand=x/y",
                "https://user:password@127.0.0.1/x",
                "amazon-s3://k@bucket/x.git",
                "https://127.0.0.1/x\n"
            })
    void only_https_http_and_ssh_are_spoken(String address) {
        assertThatThrownBy(() -> source().resolve(address, null, "", work))
                .isInstanceOf(SourceRejected.class)
                .hasMessageNotContaining("password@");
    }

    @Test
    void an_address_that_is_not_public_is_not_connected_to_also_behind_a_name_or_a_redirect() {
        commit(Map.of("a.txt", "1"), FIRST);
        var nobody = new GitSource(settings(List.of(), address -> false));
        String port = server.url().replaceFirst(".*:", "");
        for (String address : List.of(
                url(),
                "http://localhost:" + port + "/acme/files.git",
                "http://[::1]:" + port + "/x",
                "http://2130706433:" + port + "/x")) {
            assertThatThrownBy(() -> nobody.resolve(address, null, "", work))
                    .as(address)
                    .isInstanceOf(SourceRejected.class)
                    .hasMessageContaining("not public");
        }
        var first = new GitSource(
                settings(List.of(), address -> address.getHostAddress().equals("127.0.0.1")));
        server.redirectTo("http://127.0.0.2:" + port);
        assertThatThrownBy(() -> first.resolve(url(), null, "", work))
                .isInstanceOf(SourceRejected.class)
                .hasMessageContaining("not public");
    }

    @Test
    void a_password_is_shown_to_the_repository_it_is_for_and_to_nobody_behind_a_redirect() throws IOException {
        String id = commit(Map.of("a.txt", "1"), FIRST);
        server.requirePassword("open sesame");
        var good = new GitSettings.Credential(server.url() + "/acme", "hub", "open sesame");
        var wrong = new GitSettings.Credential(server.url() + "/acme", "hub", "sesame street");
        var elsewhere = new GitSettings.Credential(server.url() + "/ac", "hub", "open sesame");
        assertThat(new GitSource(settings(List.of(good), InetAddress::isLoopbackAddress))
                        .resolve(url(), null, "", work))
                .isEqualTo(id);
        for (var none : List.of(List.of(wrong), List.of(elsewhere), List.<GitSettings.Credential>of())) {
            assertThatThrownBy(() -> new GitSource(settings(none, InetAddress::isLoopbackAddress))
                            .resolve(url(), null, "", work))
                    .isInstanceOf(SourceRejected.class)
                    .hasMessageContaining("does not let the hub in")
                    .hasMessageNotContaining("sesame");
        }
        try (var thief = new GitServer(Files.createDirectory(folder.resolve("thief")))) {
            thief.requirePassword("anything");
            server.redirectTo(thief.url().replace("127.0.0.1", "127.0.0.2"));
            assertThatThrownBy(() -> new GitSource(settings(List.of(good), InetAddress::isLoopbackAddress))
                    .resolve(url(), null, "", work));
            server.redirectTo(thief.url().replace("127.0.0.1", "localhost"));
            assertThatThrownBy(() -> new GitSource(settings(List.of(good), InetAddress::isLoopbackAddress))
                    .resolve(url(), null, "", work));
            assertThat(thief.authorizations()).isEmpty();
        }
    }

    @Test
    void what_is_too_large_too_slow_or_not_there_is_said_in_words() {
        byte[] random = new byte[3_000_000];
        new SecureRandom().nextBytes(random);
        String large = commit(Map.of("big.txt", Base64.getEncoder().encodeToString(random)), FIRST);
        var small = new GitSettings(
                Duration.ofSeconds(20), 1_000_000, 5_000_000, 1_000, List.of(), null, null, address -> true);
        assertThatThrownBy(() -> new GitSource(small).archive(url(), large, work))
                .isInstanceOf(SourceRejected.class)
                .hasMessageContaining("more than 1,000,000 bytes");
        var narrow = new GitSettings(
                Duration.ofSeconds(20), 50_000_000, 1_000, 1_000, List.of(), null, null, address -> true);
        assertThatThrownBy(() -> new GitSource(narrow).archive(url(), large, work))
                .hasMessageContaining("limit is 1,000");
        var few = new GitSettings(
                Duration.ofSeconds(20), 50_000_000, 10_000_000, 0, List.of(), null, null, address -> true);
        assertThatThrownBy(() -> new GitSource(few).archive(url(), large, work))
                .hasMessageContaining("more than 0 files");
        assertThatThrownBy(() -> source().resolve(server.url("acme/none"), null, "", work))
                .isInstanceOf(SourceRejected.class)
                .hasMessageContaining("There is no repository");
        server.stall(true);
        var hasty = new GitSettings(Duration.ofSeconds(2), 50_000_000, 1_000, 1_000, List.of(), null, null, a -> true);
        long began = System.nanoTime();
        assertThatThrownBy(() -> new GitSource(hasty).resolve(url(), null, "", work))
                .isInstanceOf(SourceUnavailable.class);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        assertThatThrownBy(() -> source().resolve("http://127.0.0.1:1/x", null, "", work))
                .isInstanceOf(SourceUnavailable.class);
    }

    @Test
    void by_ssh_a_key_and_the_hosts_key_must_be_configured() {
        assertThatThrownBy(() -> source().resolve("git@127.0.0.1:acme/files.git", null, "", work))
                .isInstanceOf(SourceRejected.class)
                .hasMessageContaining("git.ssh_key");
    }

    @Test
    void nothing_is_left_behind() throws IOException {
        String id = commit(Map.of("a.txt", "1"), FIRST);
        Files.delete(source().archive(url(), id, work));
        assertThatThrownBy(() -> source().archive(url(), NOBODY, work));
        assertThat(work).isEmptyDirectory();
    }

    private Map<String, String> files(Path archive) {
        var unpacker = new Unpacker(Limits.defaults(), work, Clock.systemUTC());
        try (var unpacked = unpacker.open(archive, Origin.GIT)) {
            return unpacked.tree().files().stream()
                    .collect(Collectors.toMap(SourceFile::path, SourceFile::text, (one, other) -> one, TreeMap::new));
        }
    }
}
