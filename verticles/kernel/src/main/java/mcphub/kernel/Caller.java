package mcphub.kernel;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, and what they may.
 *
 * @param kind a person, a service token, or nobody in particular
 * @param address the caller's IP address, after trusted proxies were taken off
 * @param id of the user or of the token; null for nobody
 * @param name a person's e-mail address, a token's name; null for nobody
 * @param credential how it was shown: {@code session}, {@code oidc}, {@code service_token} or {@code none}
 * @param session the sign-in that a hub's own access token belongs to
 * @param plan a person's own plan; of a token its organization's
 * @param platformRole a person's role for the hub itself
 * @param suspended whether every call is to be answered 403: the account, or a token's organization, is suspended
 * @param scopes the verbs of a token, such as {@code publish}
 * @param orgs by id, what the caller belongs to; of a token exactly one
 * @param areas by id, a person's role in areas
 */
public record Caller(
        Kind kind,
        String address,
        @Nullable String id,
        @Nullable String name,
        String credential,
        @Nullable String session,
        Plan plan,
        @Nullable PlatformRole platformRole,
        boolean suspended,
        List<String> scopes,
        Map<String, Membership> orgs,
        Map<String, Role> areas) {

    /** What a caller can be. */
    public enum Kind {
        ANONYMOUS,
        USER,
        TOKEN
    }

    /**
     * What a caller is in one organization.
     *
     * @param slug the organization's
     * @param role a person's; null for a token, which has scopes
     * @param plan the organization's
     * @param suspended whether the organization is
     */
    public record Membership(String slug, @Nullable Role role, Plan plan, boolean suspended) {}

    public Caller {
        scopes = List.copyOf(scopes);
        orgs = Map.copyOf(orgs);
        areas = Map.copyOf(areas);
    }

    /** Nobody in particular, at this address. */
    public static Caller anonymous(String address) {
        return new Caller(
                Kind.ANONYMOUS,
                address,
                null,
                null,
                "none",
                null,
                Plan.FREE,
                null,
                false,
                List.of(),
                Map.of(),
                Map.of());
    }

    /** The same caller at this address. */
    public Caller at(String where) {
        return new Caller(
                kind, where, id, name, credential, session, plan, platformRole, suspended, scopes, orgs, areas);
    }

    /** Whether a credential was shown. */
    public boolean isKnown() {
        return kind != Kind.ANONYMOUS;
    }

    /**
     * What the catalog's statements are told of who looks: {@code user}, {@code orgs}, {@code whole} (organizations of which every area is seen) and
     * {@code areas}; null for who sees what everybody sees.
     */
    public @Nullable JsonObject viewer() {
        return switch (kind) {
            case ANONYMOUS -> null;
            case TOKEN ->
                scopes.contains("read") || scopes.contains("publish")
                        ? new JsonObject().put("whole", new JsonArray(List.copyOf(orgs.keySet())))
                        : null;
            case USER -> {
                var member = new JsonArray();
                var whole = new JsonArray();
                orgs.forEach((org, membership) -> {
                    if (!membership.suspended()) {
                        member.add(org);
                        if (membership.role() != null && membership.role().isAtLeast(Role.ADMIN)) {
                            whole.add(org);
                        }
                    }
                });
                yield new JsonObject()
                        .put("user", id)
                        .put("orgs", member)
                        .put("whole", whole)
                        .put("areas", new JsonArray(List.copyOf(areas.keySet())));
            }
        };
    }

    /** The caller as it travels between nodes. */
    public JsonObject encode() {
        var memberships = new JsonObject();
        orgs.forEach((org, m) -> memberships.put(
                org,
                new JsonObject()
                        .put("slug", m.slug())
                        .put("role", m.role() == null ? null : m.role().name())
                        .put("plan", m.plan().name())
                        .put("suspended", m.suspended())));
        var inAreas = new JsonObject();
        areas.forEach((area, role) -> inAreas.put(area, role.name()));
        return new JsonObject()
                .put("kind", kind.name())
                .put("address", address)
                .put("id", id)
                .put("name", name)
                .put("credential", credential)
                .put("session", session)
                .put("plan", plan.name())
                .put("platform_role", platformRole == null ? null : platformRole.name())
                .put("suspended", suspended)
                .put("scopes", new JsonArray(scopes))
                .put("orgs", memberships)
                .put("areas", inAreas);
    }

    /** Reads what {@link #encode} wrote, or a statement in the same shape, in which all but kind and credential may be missing. */
    public static Caller decode(JsonObject json) {
        var orgs = new LinkedHashMap<String, Membership>();
        object(json, "orgs").forEach(entry -> {
            var m = (JsonObject) entry.getValue();
            String role = m.getString("role");
            orgs.put(
                    entry.getKey(),
                    new Membership(
                            m.getString("slug"),
                            role == null ? null : Role.valueOf(role),
                            Plan.valueOf(m.getString("plan")),
                            m.getBoolean("suspended")));
        });
        var areas = new LinkedHashMap<String, Role>();
        object(json, "areas").forEach(entry -> areas.put(entry.getKey(), Role.valueOf((String) entry.getValue())));
        String platformRole = json.getString("platform_role");
        var scopes = json.getJsonArray("scopes");
        return new Caller(
                Kind.valueOf(json.getString("kind")),
                json.getString("address", ""),
                json.getString("id"),
                json.getString("name"),
                json.getString("credential"),
                json.getString("session"),
                Plan.valueOf(json.getString("plan", Plan.FREE.name())),
                platformRole == null ? null : PlatformRole.valueOf(platformRole),
                json.getBoolean("suspended", false),
                scopes == null
                        ? List.of()
                        : scopes.stream().map(String.class::cast).toList(),
                orgs,
                areas);
    }

    private static JsonObject object(JsonObject json, String key) {
        var value = json.getJsonObject(key);
        return value == null ? new JsonObject() : value;
    }
}
