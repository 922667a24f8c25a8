package mcphub.analysis.git;

import java.net.UnknownHostException;

/** A host that lies only at addresses which the hub does not connect to. */
final class NotPublic extends UnknownHostException {
    NotPublic(String host) {
        super(host);
    }
}
