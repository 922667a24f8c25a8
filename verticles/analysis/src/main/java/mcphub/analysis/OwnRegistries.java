package mcphub.analysis;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import mcphub.analysis.source.NpmRegistry;
import mcphub.analysis.source.SourceUnavailable;
import org.jspecify.annotations.Nullable;

/** The registries that an organization has for scopes of its own, each looked for and opened when something of the scope is first asked for. Blocks; any thread may call that may wait. */
final class OwnRegistries implements AutoCloseable {
    private final PackageRegistries registries;
    private final @Nullable String org;
    private final Map<String, Optional<NpmRegistry>> open = new HashMap<>();
    private boolean isClosed;

    /** @param org null: none, so that all is at the usual registry */
    OwnRegistries(PackageRegistries registries, @Nullable String org) {
        this.registries = registries;
        this.org = org;
    }

    /**
     * A package at a registry.
     *
     * @param key by which the hub keeps what is known of it
     */
    record Place(NpmRegistry registry, String key) {}

    /**
     * Where a package is.
     *
     * @param name that npm could have published: no other is a safe key
     * @throws SourceUnavailable once this is closed
     */
    synchronized Place of(String name) {
        if (isClosed) {
            throw new SourceUnavailable("Nobody waits for " + name + " any more.", null);
        }
        if (org == null || !name.startsWith("@")) {
            return new Place(registries.usual(), name);
        }
        return open.computeIfAbsent(PackageRegistries.scope(name), scope -> registries.ofScope(org, scope))
                .map(own -> new Place(own, org + ' ' + name))
                .orElse(new Place(registries.usual(), name));
    }

    /** Hangs up. */
    @Override
    public synchronized void close() {
        isClosed = true;
        open.values().forEach(own -> own.ifPresent(NpmRegistry::close));
    }
}
