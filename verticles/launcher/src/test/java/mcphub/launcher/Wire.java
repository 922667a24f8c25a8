package mcphub.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A wire between a hub and a server, which can be cut and mended. */
public final class Wire implements AutoCloseable {
    private final int far;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private ServerSocket near;

    /** To a port of this machine. */
    public Wire(int far) throws IOException {
        this.far = far;
        near = open(0);
    }

    private ServerSocket open(int port) throws IOException {
        var socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> accept(socket));
        return socket;
    }

    /** The same address, by way of this wire. */
    public String through(String url) {
        return url.replace(":" + URI.create(url).getPort() + "/", ":" + near.getLocalPort() + "/");
    }

    /** Breaks every connection, and refuses new ones until it is mended. */
    public void cut() throws IOException {
        near.close();
        sockets.forEach(Wire::close);
        sockets.clear();
    }

    public void mend() throws IOException {
        near = open(near.getLocalPort());
    }

    private void accept(ServerSocket at) {
        while (!at.isClosed()) {
            try {
                Socket from = at.accept();
                var to = new Socket(InetAddress.getLoopbackAddress(), far);
                sockets.add(from);
                sockets.add(to);
                Thread.ofVirtual().start(() -> pump(from, to));
                Thread.ofVirtual().start(() -> pump(to, from));
            } catch (IOException e) {
                // cut, or the far end is away: whoever connects sees it
            }
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // cut
        }
        close(from);
        close(to);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        cut();
    }
}
