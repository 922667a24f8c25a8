package mcphub.analysis.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import mcphub.analysis.source.SourceRejected;
import mcphub.harness.GitServer;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.UploadPack;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository behind a real ssh server. */
final class GitBySshIT {
    @TempDir
    private Path folder;

    @Test
    void by_ssh_the_key_lets_the_hub_in_and_the_hosts_key_must_be_the_known_one() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair host = generator.generateKeyPair();
        KeyPair mine = generator.generateKeyPair();
        KeyPair other = generator.generateKeyPair();
        try (var git = new GitServer(Files.createDirectory(folder.resolve("server")));
                var sshd = SshServer.setUpDefaultServer()) {
            git.create("files");
            String commit = git.commit("files", "main", Map.of("a.txt", "1"), 1_768_384_800L);
            sshd.setHost("127.0.0.1");
            sshd.setPort(0);
            sshd.setKeyPairProvider(KeyPairProvider.wrap(host));
            sshd.setPublickeyAuthenticator((user, key, session) -> KeyUtils.compareKeys(key, mine.getPublic()));
            sshd.setCommandFactory((channel, command) -> new Upload(git.repository("files")));
            sshd.start();
            String url = "ssh://git@127.0.0.1:" + sshd.getPort() + "/acme/files.git";
            Path key = privateKey(mine);
            Path known = knownHosts(sshd.getPort(), host);
            Path work = Files.createDirectory(folder.resolve("work"));

            var source = source(key, known, true);
            assertThat(source.resolve(url, null, "", work)).isEqualTo(commit);
            assertThat(source.describe(url, commit, work).id()).isEqualTo(commit);
            assertThat(Files.size(source.archive(url, commit, work))).isPositive();

            assertThatThrownBy(() -> source(privateKey(other), known, true).resolve(url, null, "", work))
                    .isInstanceOf(SourceRejected.class)
                    .hasMessageContaining("does not let the hub in");
            assertThatThrownBy(() ->
                            source(key, knownHosts(sshd.getPort(), other), true).resolve(url, null, "", work))
                    .isInstanceOf(SourceRejected.class)
                    .hasMessageContaining("does not let the hub in");
            assertThatThrownBy(() -> source(key, known, false).resolve(url, null, "", work))
                    .isInstanceOf(SourceRejected.class)
                    .hasMessageContaining("not public");
        }
    }

    private static GitSource source(Path key, Path known, boolean mayConnect) {
        return new GitSource(new GitSettings(
                Duration.ofSeconds(20),
                50_000_000,
                5_000_000,
                1_000,
                List.of(),
                key,
                known,
                address -> mayConnect && address.equals(InetAddress.getLoopbackAddress())));
    }

    private Path privateKey(KeyPair pair) throws Exception {
        var bytes = new ByteArrayOutputStream();
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "", null, bytes);
        return Files.write(Files.createTempFile(folder, "key-", ""), bytes.toByteArray());
    }

    private Path knownHosts(int port, KeyPair pair) throws Exception {
        var bytes = new ByteArrayOutputStream();
        OpenSSHKeyPairResourceWriter.INSTANCE.writePublicKey(pair, "", bytes);
        return Files.writeString(
                Files.createTempFile(folder, "hosts-", ""),
                "[127.0.0.1]:" + port + " "
                        + bytes.toString(StandardCharsets.UTF_8).strip() + "\n");
    }

    /** Serves one repository, whatever is asked for. */
    private static final class Upload implements Command {
        private final Repository repository;
        private @Nullable InputStream in;
        private @Nullable OutputStream out;
        private @Nullable OutputStream err;
        private @Nullable ExitCallback exit;

        Upload(Repository repository) {
            this.repository = repository;
        }

        @Override
        public void setInputStream(InputStream stream) {
            in = stream;
        }

        @Override
        public void setOutputStream(OutputStream stream) {
            out = stream;
        }

        @Override
        public void setErrorStream(OutputStream stream) {
            err = stream;
        }

        @Override
        public void setExitCallback(ExitCallback callback) {
            exit = callback;
        }

        @Override
        public void start(ChannelSession channel, Environment environment) {
            Thread.ofVirtual().start(() -> {
                int code = 0;
                try {
                    var upload = new UploadPack(repository);
                    upload.setRequestPolicy(UploadPack.RequestPolicy.ANY);
                    upload.upload(in, out, err);
                } catch (IOException e) {
                    code = 1;
                }
                if (exit != null) {
                    exit.onExit(code);
                }
            });
        }

        @Override
        public void destroy(ChannelSession channel) {
            // nothing is held
        }
    }
}
