package mcphub.launcher;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.spi.cluster.ClusterManager;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.concurrent.TimeUnit;
import mcphub.kernel.Settings;

/** How nodes find each other: Hazelcast over TCP to the configured members, no multicast; a node that is silent for 5 s is out. */
final class Clustering {
    private static final int FIRST_PORT = 15_701;
    private static final int PORTS = 20;

    private Clustering() {}

    static ClusterManager manager(Settings.Cluster settings) {
        Config config = ConfigUtil.loadConfig();
        config.setClusterName(settings.name())
                .setProperty("hazelcast.phone.home.enabled", "false")
                .setProperty("hazelcast.shutdownhook.enabled", "false")
                .setProperty("hazelcast.logging.type", "slf4j")
                .setProperty("hazelcast.socket.bind.any", "false")
                .setProperty("hazelcast.wait.seconds.before.join", "0")
                .setProperty("hazelcast.heartbeat.interval.seconds", "1")
                .setProperty("hazelcast.max.no.heartbeat.seconds", "5");
        NetworkConfig network = config.getNetworkConfig();
        boolean fixed = settings.port() != 0;
        network.setPort(fixed ? settings.port() : FIRST_PORT)
                .setPortAutoIncrement(!fixed)
                .setPortCount(fixed ? 1 : PORTS);
        network.getInterfaces().setEnabled(true).addInterface(settings.host());
        JoinConfig join = network.getJoin();
        join.getMulticastConfig().setEnabled(false);
        join.getAutoDetectionConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true).setConnectionTimeoutSeconds(1);
        settings.members().forEach(join.getTcpIpConfig()::addMember);
        return new HazelcastClusterManager(config);
    }

    /** Messages between nodes travel over the same address; a node that does not answer is noticed within two seconds. */
    static EventBusOptions bus(Settings.Cluster settings) {
        return new EventBusOptions()
                .setHost(settings.host())
                .setClusterPublicHost(settings.host())
                .setConnectTimeout((int) TimeUnit.SECONDS.toMillis(2))
                .setClusterPingInterval(TimeUnit.SECONDS.toMillis(1))
                .setClusterPingReplyInterval(TimeUnit.SECONDS.toMillis(1));
    }
}
