package mcphub.policy;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses are a source under another name.
 *
 * @param mirrors addresses below which everything is what npm's registry has
 * @param scopes the registries of the organization's own scopes, such as {@code @acme}
 */
record Sources(List<String> mirrors, JsonObject scopes) {

    /** Why a registry is another source, unless somebody who may has said that it is the same; null where it is the same. */
    @Nullable
    String elsewhere(String registry, @Nullable String npmPackage) {
        String scope = npmPackage == null || !npmPackage.startsWith("@")
                ? ""
                : npmPackage.split("/", 2)[0];
        String own = scopes.getString(scope);
        if (own == null ? mirrors.stream().anyMatch(mirror -> isBelow(registry, mirror)) : isBelow(registry, own)) {
            return null;
        }
        String hint = own != null
                ? "the organization has " + scope + " at " + own
                : "where that is a mirror of npm's, an administrator can declare it as one of the organization's mirrors"
                        + (scope.isEmpty() ? "" : ", and where it has " + scope + " alone, as that scope's registry");
        return "it comes from another registry, " + registry + ", which may have other code under this name; " + hint;
    }

    /** Whether an address is the prefix or lies below it, by whole segments. */
    static boolean isBelow(String address, String prefix) {
        String whole = address.endsWith("/") ? address : address + '/';
        String above = prefix.endsWith("/") ? prefix : prefix + '/';
        return whole.startsWith(above);
    }
}
