package mcphub.analysis;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import mcphub.analysis.source.NpmRegistry;
import mcphub.analysis.source.RegistryAccess;
import mcphub.analysis.source.RegistrySettings;
import mcphub.analysis.source.SourceRejected;
import mcphub.kernel.Outbound;
import mcphub.kernel.Vault;
import org.jspecify.annotations.Nullable;

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
     * @param isOwn whether it is for this use alone, and hangs up when closed
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
        String scope = scope(name);
        var registry = ofScope(key.substring(0, gap), scope)
                .orElseThrow(() -> new SourceRejected("The organization has no registry for " + scope + " any more."));
        return new Place(registry, name, true);
    }

    /** The registry that an organization has for a scope, which the caller closes; absent where it has none. */
    Optional<NpmRegistry> ofScope(String org, String scope) {
        var row = steps.first("findRegistry", JsonObject.of("org", org, "scope", scope));
        if (row == null) {
            return Optional.empty();
        }
        var sealed = row.getBuffer("token");
        var access = new RegistryAccess(
                sealed == null ? null : new String(vault.open(sealed), StandardCharsets.UTF_8), outbound::mayConnect);
        return Optional.of(new NpmRegistry(settings.at(URI.create(row.getString("url"))), access));
    }

    /** The organization that a key names; null where it names none. */
    static @Nullable String org(@Nullable String key) {
        int gap = key == null ? -1 : key.indexOf(' ');
        return key == null || gap < 0 ? null : key.substring(0, gap);
    }

    /** What stands before the slash of a package's name; the name itself where it has none. */
    static String scope(String name) {
        return name.split("/", 2)[0];
    }
}
