package mcphub.analysis;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import mcphub.analysis.source.NpmRegistry;
import mcphub.analysis.source.RegistryAccess;
import mcphub.analysis.source.RegistrySettings;
import mcphub.analysis.source.SourceRejected;
import mcphub.kernel.Outbound;
import mcphub.kernel.Vault;

/**
 * Which registry a package is fetched from: the usual one, or the one that an organization has for the scope. Called on virtual threads.
 *
 * @param usual the registry of all that no organization has for itself
 * @param settings how any registry is reached
 * @param vault what the tokens are sealed with
 */
record PackageRegistries(Steps steps, NpmRegistry usual, RegistrySettings settings, Vault vault, Outbound outbound) {

    /**
     * A package at its registry.
     *
     * @param isOwn whether it is a connection for this use alone
     */
    record Place(NpmRegistry registry, String name, boolean isOwn) implements AutoCloseable {
        @Override
        public void close() {
            if (isOwn) {
                registry.close();
            }
        }
    }

    /**
     * Where a package is.
     *
     * @param key its name; behind an organization's id and a gap where it is of a scope that the organization has in a registry of its own
     * @throws SourceRejected where the organization has none for the scope any more
     */
    Place of(String key) {
        int gap = key.indexOf(' ');
        if (gap < 0) {
            return new Place(usual, key, false);
        }
        String name = key.substring(gap + 1);
        String scope = name.split("/", 2)[0];
        var row = steps.first("findRegistry", JsonObject.of("org", key.substring(0, gap), "scope", scope));
        if (row == null) {
            throw new SourceRejected("The organization has no registry for " + scope + " any more.");
        }
        var sealed = row.getBuffer("token");
        var access = new RegistryAccess(
                sealed == null ? null : new String(vault.open(sealed), StandardCharsets.UTF_8), outbound::mayConnect);
        return new Place(new NpmRegistry(settings.at(URI.create(row.getString("url"))), access), name, true);
    }
}
