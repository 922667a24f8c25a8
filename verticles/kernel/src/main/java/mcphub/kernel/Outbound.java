package mcphub.kernel;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Where the hub may connect to when somebody else names the address (a repository, a webhook's receiver): anywhere public, and to private networks only where the
 * settings name them. To be asked of the address that is connected to, after the name was looked up: a name may mean something else the next time.
 */
public final class Outbound {
    /** What IANA's registries of special-purpose addresses say is not globally reachable, and what hides an IPv4 address in an IPv6 one. */
    private static final Networks SPECIAL = Networks.of(
            "special-purpose addresses",
            List.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "::/96",
                    "::ffff:0:0:0/96",
                    "64:ff9b::/96",
                    "64:ff9b:1::/48",
                    "100::/64",
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20",
                    "5f00::/16",
                    "fc00::/7",
                    "fe80::/10",
                    "fec0::/10",
                    "ff00::/8"));

    private final Networks allowed;

    /** Takes the private networks that are allowed from the settings. */
    public Outbound(Settings.Outbound settings) {
        this.allowed = Networks.of("outbound.private_networks", settings.privateNetworks());
    }

    /** Whether this address may be connected to. */
    public boolean mayConnect(InetAddress address) {
        return !SPECIAL.contains(address) || allowed.contains(address);
    }

    /** Whether the address is private, and allowed by name. */
    public boolean isAllowedPrivate(InetAddress address) {
        return SPECIAL.contains(address) && allowed.contains(address);
    }

    /**
     * The addresses of a host that may be connected to, perhaps none. Blocks.
     *
     * @throws UnknownHostException for a name that means nothing
     */
    public List<InetAddress> addresses(String host) throws UnknownHostException {
        return Arrays.stream(InetAddress.getAllByName(host))
                .filter(this::mayConnect)
                .toList();
    }
}
