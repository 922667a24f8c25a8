package mcphub.catalog;

import java.util.Locale;
import java.util.Map;
import mcphub.kernel.Caller;
import mcphub.kernel.Plan;
import mcphub.kernel.Problem;
import mcphub.kernel.Refusal;
import mcphub.kernel.Role;
import org.jspecify.annotations.Nullable;

/**
 * Whose an MCP is, and whether a caller may publish there.
 *
 * @param org an organization's id; null for a person's own
 * @param user a person's id; null for an organization's
 * @param plan what decides how many there may be
 */
record Owner(@Nullable String org, @Nullable String user, Plan plan) {
    private static final String NO_ORG = "Organization not found";

    /**
     * The owner of something that this caller registers.
     *
     * @param organization its id or slug; null for the caller's own, which for a token is its organization
     * @throws Refusal NOT_FOUND for an organization that is not the caller's
     */
    static Owner named(Caller caller, @Nullable String organization) {
        if (organization == null && caller.kind() == Caller.Kind.USER) {
            return new Owner(null, caller.id(), caller.plan());
        }
        return caller.orgs().entrySet().stream()
                .filter(entry -> organization == null
                        || entry.getKey().equals(organization.toLowerCase(Locale.ROOT))
                        || entry.getValue().slug().equals(organization))
                .findFirst()
                .map(Owner::of)
                .orElseThrow(() -> Problem.NOT_FOUND.because(NO_ORG));
    }

    private static Owner of(Map.Entry<String, Caller.Membership> membership) {
        return new Owner(membership.getKey(), null, membership.getValue().plan());
    }

    /**
     * Refuses a caller who may not publish here.
     *
     * @param area the area it is about; null for the organization as a whole
     */
    static void requirePublisher(Caller caller, @Nullable String org, @Nullable String area, @Nullable String user) {
        if (org == null) {
            if (user == null || caller.kind() != Caller.Kind.USER || !user.equals(caller.id())) {
                throw Problem.FORBIDDEN.because("This MCP is not yours to change");
            }
            return;
        }
        var membership = caller.orgs().get(org);
        if (membership == null) {
            throw Problem.FORBIDDEN.because("This MCP is not yours to change");
        }
        if (membership.suspended()) {
            throw Problem.ACCOUNT_SUSPENDED.because("This organization is suspended");
        }
        if (!mayPublish(caller, membership, area)) {
            throw Problem.FORBIDDEN.because("This needs the permission mcps:publish "
                    + (area == null ? "in the organization" : "in the area, or the role ADMIN in the organization"));
        }
    }

    /** A token has its scope, which the door has checked; a person needs the role where the MCP is. */
    private static boolean mayPublish(Caller caller, Caller.Membership membership, @Nullable String area) {
        Role role = membership.role();
        if (role == null || role.isAtLeast(Role.ADMIN)) {
            return true;
        }
        Role here = area == null ? role : caller.areas().get(area);
        return here != null && here.may("mcps:publish");
    }
}
