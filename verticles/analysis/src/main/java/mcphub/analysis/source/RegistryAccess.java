package mcphub.analysis.source;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * With what a registry is asked.
 *
 * @param token sent as a bearer token to the registry's own host and port, and to nobody else; null: none
 * @param mayConnect whether an address may be connected to; asked of what a name means, before each request; null: any
 */
public record RegistryAccess(
        @Nullable String token, @Nullable Predicate<InetAddress> mayConnect) {
    /** As the operator's own registry is asked: without a token, wherever it is. */
    static final RegistryAccess OPEN = new RegistryAccess(null, null);

    /**
     * Refuses an address that may not be connected to.
     *
     * @throws SourceRejected for such a one
     * @throws SourceUnavailable where the name means nothing now
     */
    void require(URI uri) {
        if (mayConnect == null) {
            return;
        }
        try {
            for (InetAddress address : InetAddress.getAllByName(uri.getHost())) {
                if (!mayConnect.test(address)) {
                    throw new SourceRejected("The registry is at an address that this hub does not connect to: "
                            + Quote.of(uri.getHost())
                            + "; an operator can allow a private network with outbound.private_networks.");
                }
            }
        } catch (UnknownHostException e) {
            throw new SourceUnavailable("The registry's name, " + Quote.of(uri.getHost()) + ", means nothing.", e);
        }
    }
}
