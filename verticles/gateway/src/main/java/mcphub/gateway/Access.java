package mcphub.gateway;

import io.vertx.core.json.JsonObject;
import java.util.Set;
import mcphub.kernel.Caller;
import mcphub.kernel.Contract;
import mcphub.kernel.Plan;
import mcphub.kernel.PlatformRole;
import mcphub.kernel.Problem;
import mcphub.kernel.Refusal;
import mcphub.kernel.Role;
import org.jspecify.annotations.Nullable;

/**
 * Who may call an operation: data in the contract ({@code x-access}), beside the operation that it guards. One of
 *
 * <ul>
 *   <li>{@code credential: ignored}: nobody is asked who they are;
 *   <li>{@code credential: signature}: the body's signature says who sent it, which the verticle checks that knows the secrets;
 *   <li>{@code anyone: true}: no credential is needed, one that is shown must be good;
 *   <li>{@code signedIn: true}: a person;
 *   <li>{@code token: ci}: a service token with this scope, and no person; {@code people: /api/v1/…} beside it names the operation that is for them;
 *   <li>{@code permission: org:edit}: a member of the organization in the path whose role includes it; with {@code areaRole: ADMIN} also who has that role in the
 *       area in the path;
 *   <li>{@code platformRole: PLATFORM_ADMIN}: whoever runs the hub; {@code AUDITOR} lets both roles in;
 * </ul>
 *
 * and beside {@code signedIn} and {@code permission} perhaps {@code scope: read} (service tokens with it may call as well) and {@code plan: ENTERPRISE} (of the
 * organization in the path, else of the person).
 */
record Access(
        boolean ignoresCredential,
        boolean anyone,
        @Nullable String permission,
        @Nullable Role areaRole,
        @Nullable String scope,
        @Nullable Plan plan,
        @Nullable PlatformRole platformRole,
        boolean tokensOnly,
        @Nullable String people) {
    private static final Set<String> KINDS =
            Set.of("credential", "anyone", "signedIn", "token", "permission", "platformRole");
    private static final Set<String> CREDENTIALS = Set.of("ignored", "signature");
    private static final Set<String> BESIDES = Set.of("areaRole", "scope", "plan", "people");
    private static final Set<String> SCOPES = Set.of("read", "ci", "publish", "report");

    /** The same for an organization that does not exist and for one that is none of the caller's business. */
    static final String NO_ORG = "Organization not found";

    /** Whether the body's own signature says who sent it: whoever signs does not send it again. */
    static boolean isBySignature(Contract.Operation operation) {
        return "signature"
                .equals(operation
                        .model()
                        .getJsonObject("x-access", new JsonObject())
                        .getValue("credential"));
    }

    /**
     * Reads an operation's rule.
     *
     * @throws IllegalStateException where it has none, or one that nobody here can enforce: such a hub must not start
     */
    static Access of(Contract.Operation operation) {
        JsonObject rule = operation.model().getJsonObject("x-access", new JsonObject());
        try {
            return read(rule, operation.path().contains("{orgId}"));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "The operation " + operation.id() + " has no rule of access that is known: " + rule, e);
        }
    }

    private static Access read(JsonObject rule, boolean inOrg) {
        require(rule != null
                && rule.fieldNames().stream().filter(KINDS::contains).count() == 1);
        require(rule.fieldNames().stream().allMatch(key -> KINDS.contains(key) || BESIDES.contains(key)));
        for (String flag : Set.of("anyone", "signedIn")) {
            require(!rule.containsKey(flag) || Boolean.TRUE.equals(rule.getValue(flag)));
        }
        require(!rule.containsKey("credential") || CREDENTIALS.contains(rule.getString("credential")));
        boolean open = rule.containsKey("credential") || rule.containsKey("anyone");
        require(!open || rule.size() == 1);
        String permission = rule.getString("permission");
        require(permission == null || (inOrg && Role.allPermissions().contains(permission)));
        boolean tokensOnly = rule.containsKey("token");
        require(!tokensOnly || (!inOrg && !rule.containsKey("scope")));
        require(tokensOnly || !rule.containsKey("people"));
        String scope = rule.getString(tokensOnly ? "token" : "scope");
        require(scope == null ? !tokensOnly : SCOPES.contains(scope));
        String areaRole = rule.getString("areaRole");
        String plan = rule.getString("plan");
        String platformRole = rule.getString("platformRole");
        return new Access(
                rule.containsKey("credential"),
                open,
                permission,
                areaRole == null ? null : Role.valueOf(areaRole),
                scope,
                plan == null ? null : Plan.valueOf(plan),
                platformRole == null ? null : PlatformRole.valueOf(platformRole),
                tokensOnly,
                rule.getString("people"));
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("x-access");
        }
    }

    /** Why this caller may not call the operation with these parameters; null where it may. */
    @Nullable
    Refusal refusal(Caller caller, JsonObject input) {
        if (caller.suspended()) {
            return Problem.ACCOUNT_SUSPENDED.because("This account is suspended");
        }
        if (anyone) {
            return null;
        }
        if (!caller.isKnown()) {
            return Problem.UNAUTHORIZED.because(
                    "This needs a credential: Authorization: Bearer, with an access token or a service token");
        }
        if (platformRole != null) {
            boolean may = caller.platformRole() == PlatformRole.PLATFORM_ADMIN || caller.platformRole() == platformRole;
            return may ? null : Problem.FORBIDDEN.because("This needs the platform role " + platformRole);
        }
        if (permission == null) {
            return ofPerson(caller);
        }
        return ofMember(caller, input.getString("orgId", ""), input.getString("areaId", ""), permission);
    }

    private @Nullable Refusal ofPerson(Caller caller) {
        if (caller.kind() == Caller.Kind.TOKEN) {
            return ofToken(caller);
        }
        if (tokensOnly) {
            return Problem.FORBIDDEN.because("This needs a service token with the scope " + scope + ":org:*"
                    + (people == null ? "" : "; people use " + people));
        }
        return plan == null || caller.plan().compareTo(plan) >= 0
                ? null
                : Problem.FORBIDDEN.because("This needs the plan " + plan + "; yours is " + caller.plan());
    }

    private @Nullable Refusal ofMember(Caller caller, String orgId, String areaId, String needed) {
        var membership = caller.orgs().get(orgId);
        if (membership == null) {
            return Problem.NOT_FOUND.because(NO_ORG);
        }
        if (membership.suspended()) {
            return Problem.ACCOUNT_SUSPENDED.because("This organization is suspended");
        }
        Role role = membership.role();
        if (role == null) {
            var refusal = ofToken(caller);
            if (refusal != null) {
                return refusal;
            }
        } else if (!role.may(needed) && !isEnoughInArea(caller.areas().get(areaId))) {
            return Problem.FORBIDDEN.because("This needs the permission " + needed + ", which the role " + role
                    + (areaRole == null ? "" : " in the organization or in the area") + " does not include");
        }
        return plan == null || membership.plan().compareTo(plan) >= 0
                ? null
                : Problem.FORBIDDEN.because(
                        "This needs the plan " + plan + "; the organization's is " + membership.plan());
    }

    private boolean isEnoughInArea(@Nullable Role inArea) {
        return areaRole != null && inArea != null && inArea.isAtLeast(areaRole);
    }

    private @Nullable Refusal ofToken(Caller caller) {
        if (scope == null) {
            return Problem.FORBIDDEN.because("This needs a person's sign-in; no service token can do it");
        }
        return caller.scopes().contains(scope)
                ? null
                : Problem.FORBIDDEN.because("This needs a service token with the scope " + scope
                        + ":org:*; this one's verbs are " + caller.scopes());
    }
}
