package mcphub.launcher;

import java.util.concurrent.atomic.AtomicBoolean;
import mcphub.kernel.Settings;
import mcphub.kernel.SettingsReader;
import mcphub.servers.Migrations;
import mcphub.servers.Servers;

/** A hub that runs in this process: its servers, its schema, its node. */
public final class Hub implements AutoCloseable {
    private final Settings settings;
    private final Servers servers;
    private final Node node;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Hub(Settings settings, Servers servers, Node node) {
        this.settings = settings;
        this.servers = servers;
        this.node = node;
    }

    /** Starts or finds the servers, migrates the schema, starts the node; undoes all of it where one of them fails. */
    public static Hub start(SettingsReader reader) {
        reader.read();
        Servers servers = Servers.provide(reader);
        try {
            SecretFile.provide(reader);
            FontFolder.provide(reader);
            Settings settings = reader.read();
            Migrations.run(String.valueOf(settings.database().url()));
            return new Hub(settings, servers, Node.start(settings));
        } catch (RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    /** The settings that it runs with, the servers' addresses among them. */
    public Settings settings() {
        return settings;
    }

    /** Its node. */
    public Node node() {
        return node;
    }

    /** The HTTP port; 0 without a gateway. */
    public int port() {
        return node.port();
    }

    /** Where it answers on this machine. */
    public String url() {
        String host = settings.http().host();
        return "http://" + (host.equals("0.0.0.0") ? "127.0.0.1" : host) + ":" + port();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            node.close();
            servers.close();
        }
    }
}
