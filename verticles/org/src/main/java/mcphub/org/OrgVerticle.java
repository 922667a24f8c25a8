package mcphub.org;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Map;
import mcphub.kernel.Action;
import mcphub.kernel.Contract;
import mcphub.kernel.Database;
import mcphub.kernel.HubSecret;
import mcphub.kernel.InvitationLinks;
import mcphub.kernel.Operations;
import mcphub.kernel.Part;
import mcphub.kernel.Post;
import mcphub.kernel.Queries;
import mcphub.kernel.Reads;
import mcphub.kernel.Settings;
import mcphub.kernel.Vault;
import mcphub.kernel.Writes;

/** Serves organizations and what is in them. */
public final class OrgVerticle extends VerticleBase {
    /** The prefix of its operations, and its address. */
    public static final String NAME = "org";

    /** How a process deploys it. */
    public static final Part PART = Part.of(NAME, OrgVerticle::new);

    static final String NO_ORG = "Organization not found";
    static final String NO_AREA = "Area not found";
    static final String NO_MEMBER = "Member not found";

    private static final Map<String, String> CONFLICTS = Map.of(
            "orgs_slug", "This slug is taken",
            "areas_slug", "This organization has an area with this slug already",
            "area_members_pkey", "This person is a member of the area already",
            "invitations_open", "There is an open invitation for this e-mail address already");

    private final Settings settings;
    private final Contract contract;

    /** Needs the database, the hub's secret, and the contract that says what to serve. */
    public OrgVerticle(Settings settings, Contract contract) {
        this.settings = settings;
        this.contract = contract;
    }

    /** Its statements. */
    public static Queries queries() {
        return Queries.load(NAME);
    }

    @Override
    public Future<?> start() {
        var database = Database.open(vertx, settings.database());
        var queries = queries();
        var reads = new Reads(database, queries);
        var writes = new Writes(database, queries, CONFLICTS);
        var orgs = new Orgs(reads, writes);
        var areas = new Areas(queries, writes);
        var invitations = new Invitations(
                queries,
                writes,
                new InvitationLinks(new HubSecret(settings.identity())),
                new Post(vertx, settings.mail()),
                settings);
        var tokens = new Tokens(writes);
        var registries = new Registries(writes, new Vault(new HubSecret(settings.identity()), Vault.REGISTRIES));
        var audit = new AuditTrail(database, queries);
        return Operations.of(NAME)
                .serve("listOrgs", orgs::list)
                .serve("createOrg", orgs::create)
                .serve("getOrg", reads.one("getOrg", NO_ORG))
                .serve("updateOrg", writes.change("updateOrg", Action.ORG_UPDATED, NO_ORG))
                .serve("patchOrg", writes.change("updateOrg", Action.ORG_UPDATED, NO_ORG))
                .serve("deleteOrg", writes.remove("deleteOrg", Action.ORG_DELETED, NO_ORG))
                .serve("transferOrg", writes.change("transferOrg", Action.ORG_TRANSFERRED, NO_MEMBER))
                .serve("listRoles", Orgs::roles)
                .serve("listMembers", reads.list("listMembers", "members", NO_ORG))
                .serve("changeMemberRole", writes.change("changeMemberRole", Action.ORG_MEMBER_ROLE_CHANGED, NO_MEMBER))
                .serve("removeMember", writes.remove("removeMember", Action.ORG_MEMBER_REMOVED, NO_MEMBER))
                .serve("leaveOrg", writes.remove("leaveOrg", Action.ORG_MEMBER_LEFT, NO_ORG))
                .serve("inviteMember", invitations::invite)
                .serve("listInvitations", reads.list("listInvitations", "invitations", NO_ORG))
                .serve("resendInvitation", invitations::resend)
                .serve(
                        "revokeInvitation",
                        writes.remove("revokeInvitation", Action.ORG_INVITATION_REVOKED, Invitations.NO_INVITATION))
                .serve("listAreas", reads.list("listAreas", "areas", NO_ORG))
                .serve("createArea", writes.create("createArea", Action.AREA_CREATED, NO_ORG))
                .serve("getArea", reads.one("getArea", NO_AREA))
                .serve("updateArea", writes.change("updateArea", Action.AREA_UPDATED, NO_AREA))
                .serve("deleteArea", areas::delete)
                .serve("listAreaMembers", reads.list("listAreaMembers", "members", NO_AREA))
                .serve("addAreaMember", areas::addMember)
                .serve("changeAreaMemberRole", areas::changeMemberRole)
                .serve("removeAreaMember", areas::removeMember)
                .serve("listTokens", reads.list("listTokens", "tokens", NO_ORG))
                .serve("createToken", tokens::create)
                .serve("rotateToken", tokens::rotate)
                .serve("revokeToken", writes.remove("revokeToken", Action.TOKEN_REVOKED, Tokens.NO_TOKEN))
                .serve("listRegistries", reads.list("listRegistries", "registries", NO_ORG))
                .serve("declareRegistry", registries::declare)
                .serve(
                        "removeRegistry",
                        writes.remove("removeRegistry", Action.ORG_REGISTRY_REMOVED, Registries.NO_REGISTRY))
                .serve("listAuditEvents", audit::list)
                .serve("verifyAudit", audit::verify)
                .promisedBy(contract)
                .tellDeleted(database)
                .listen(vertx);
    }
}
