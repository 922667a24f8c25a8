package mcphub.gateway;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import mcphub.kernel.Networks;

/**
 * Whose address a request comes from: the connection's, or, where that is a trusted proxy, the last one in {@code X-Forwarded-For}
 * that is not.
 */
final class ClientAddress {
    private static final int MAX_HOPS = 20;
    private static final int IPV6_SUBSCRIBER_BYTES = 8;

    private final Networks trusted;

    ClientAddress(List<String> trustedProxies) {
        this.trusted = Networks.of("http.trusted_proxies", trustedProxies);
    }

    /** The client's address as text. */
    String of(HttpServerRequest request) {
        String address = request.remoteAddress().hostAddress();
        String forwarded = request.getHeader("x-forwarded-for");
        if (forwarded == null || trusted.isEmpty()) {
            return address;
        }
        String[] hops = forwarded.split(",", -1);
        for (int i = hops.length - 1; i >= Math.max(0, hops.length - MAX_HOPS) && isTrusted(address); i--) {
            String hop = hops[i].strip();
            if (NetUtil.createInetAddressFromIpAddressString(hop) == null) {
                break;
            }
            address = hop;
        }
        return address;
    }

    /** What a limit counts by: an IPv4 address, or the /64 of an IPv6 address, which one subscriber holds as a whole. */
    static String limitKey(String address) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null || bytes.length <= Integer.BYTES) {
            return address;
        }
        Arrays.fill(bytes, IPV6_SUBSCRIBER_BYTES, bytes.length, (byte) 0);
        return NetUtil.bytesToIpAddress(bytes) + "/64";
    }

    private boolean isTrusted(String address) {
        InetAddress ip = NetUtil.createInetAddressFromIpAddressString(address);
        return ip != null && trusted.contains(ip);
    }
}
