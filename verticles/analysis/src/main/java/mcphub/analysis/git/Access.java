package mcphub.analysis.git;

import java.io.Closeable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import mcphub.analysis.source.SourceRejected;
import mcphub.analysis.source.SourceUnavailable;
import org.eclipse.jgit.api.TransportConfigCallback;
import org.eclipse.jgit.errors.UnsupportedCredentialItem;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.FilterSpec;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;
import org.jspecify.annotations.Nullable;

/** The way to one repository: its connections and its credentials, and nothing of this machine's. */
final class Access implements TransportConfigCallback {
    private final Address address;
    private final GitSettings settings;
    private final @Nullable Http http;
    private final @Nullable SshdSessionFactory ssh;
    private FilterSpec filter = FilterSpec.NO_FILTER;

    /** By ssh a key and the host's key must be configured, and every address of the host be allowed. */
    Access(Address address, GitSettings settings, Path empty) {
        this.address = address;
        this.settings = settings;
        this.http = address.ssh() ? null : new Http(settings, address.host());
        this.ssh = address.ssh() ? ssh(address, settings, empty) : null;
    }

    private static SshdSessionFactory ssh(Address address, GitSettings settings, Path empty) {
        Path key = settings.sshKey();
        Path hosts = settings.knownHosts();
        if (key == null || hosts == null || !Files.isReadable(key) || !Files.isReadable(hosts)) {
            throw new SourceRejected(
                    "Repositories by ssh need the settings git.ssh_key and git.ssh_known_hosts, each a file.");
        }
        try {
            if (!Arrays.stream(InetAddress.getAllByName(address.host())).allMatch(settings.mayConnect())) {
                throw Trouble.notPublic(address);
            }
        } catch (UnknownHostException e) {
            throw new SourceUnavailable("The host of the repository " + address.shown() + " is not known.", e);
        }
        return new SshdSessionFactoryBuilder()
                .setHomeDirectory(empty.toFile())
                .setSshDirectory(empty.toFile())
                .setPreferredAuthentications("publickey")
                .setConfigFile(folder -> null)
                .setConfigStoreFactory(null)
                .setConnectorFactory(null)
                .setDefaultIdentities(folder -> List.of(key))
                .setDefaultKnownHostsFiles(folder -> List.of(hosts))
                .build(null);
    }

    /** The same way, on which a server that can leaves out what is filtered. */
    Access filtered(FilterSpec spec) {
        filter = spec;
        return this;
    }

    @Override
    public void configure(Transport transport) {
        transport.setFilterSpec(filter);
        transport.setTimeout((int) Math.max(1, settings.timeout().toSeconds()));
        if (transport instanceof TransportHttp web && http != null) {
            web.setHttpConnectionFactory(http);
        }
        if (transport instanceof SshTransport shell && ssh != null) {
            shell.setSshSessionFactory(ssh);
        }
    }

    /** Closes whatever is open. */
    Closeable connections() {
        return () -> {
            if (http != null) {
                http.close();
            }
            if (ssh != null) {
                ssh.close();
            }
        };
    }

    /** Answers for the repository's own host and nobody else. */
    CredentialsProvider credentials() {
        var credential = settings.credential(address.url());
        return new CredentialsProvider() {
            @Override
            public boolean isInteractive() {
                return false;
            }

            @Override
            public boolean supports(CredentialItem... items) {
                return credential.isPresent();
            }

            @Override
            public boolean get(URIish uri, CredentialItem... items) throws UnsupportedCredentialItem {
                if (credential.isEmpty() || !address.host().equalsIgnoreCase(uri.getHost())) {
                    return false;
                }
                for (CredentialItem item : items) {
                    switch (item) {
                        case CredentialItem.Username user ->
                            user.setValue(credential.get().user());
                        case CredentialItem.Password password ->
                            password.setValue(credential.get().password().toCharArray());
                        default -> {
                            return false;
                        }
                    }
                }
                return true;
            }
        };
    }
}
