package mcphub.kernel;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** A set of addresses and networks, such as {@code 10.0.0.0/8}, {@code ::1}. */
public final class Networks {
    private final List<IpSubnetFilterRule> rules;

    private Networks(List<IpSubnetFilterRule> rules) {
        this.rules = rules;
    }

    /**
     * Reads them.
     *
     * @param setting where they stand, for the message
     * @throws IllegalArgumentException that quotes what is no address and no network
     */
    public static Networks of(String setting, List<String> texts) {
        return new Networks(texts.stream().map(text -> rule(setting, text)).toList());
    }

    /** Whether the address lies in one of them. */
    public boolean contains(InetAddress address) {
        var socket = new InetSocketAddress(address, 0);
        return rules.stream().anyMatch(rule -> rule.matches(socket));
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return rules.isEmpty();
    }

    private static IpSubnetFilterRule rule(String setting, String text) {
        int slash = text.indexOf('/');
        InetAddress ip = NetUtil.createInetAddressFromIpAddressString(slash < 0 ? text : text.substring(0, slash));
        try {
            if (ip != null) {
                int bits = slash < 0 ? ip.getAddress().length * Byte.SIZE : Integer.parseInt(text.substring(slash + 1));
                return new IpSubnetFilterRule(ip, bits, IpFilterRuleType.ACCEPT);
            }
        } catch (IllegalArgumentException badBits) {
            // said below
        }
        throw new IllegalArgumentException(
                setting + ": '" + text + "' is not an address or a network such as 10.0.0.0/8");
    }
}
