package mcphub.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Sends requests that no HTTP client would. */
public final class RawHttp {
    private RawHttp() {}

    /** The whole answer to a GET whose target is sent as it is. */
    public static String get(String base, String target) {
        var address = new InetSocketAddress(
                URI.create(base).getHost(), URI.create(base).getPort());
        try (var channel = SocketChannel.open(address)) {
            String request = "GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
            Channels.newOutputStream(channel).write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
