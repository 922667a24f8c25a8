package mcphub.admin;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Objects;
import java.util.function.Function;
import mcphub.kernel.Action;
import mcphub.kernel.Contract;
import mcphub.kernel.Database;
import mcphub.kernel.HubSecret;
import mcphub.kernel.InvitationLinks;
import mcphub.kernel.McpSource;
import mcphub.kernel.Operations;
import mcphub.kernel.Part;
import mcphub.kernel.Passwords;
import mcphub.kernel.Post;
import mcphub.kernel.Queries;
import mcphub.kernel.Reads;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import mcphub.kernel.Settings;
import mcphub.kernel.UploadSlices;
import mcphub.kernel.Writes;

/** Serves whoever runs the hub. */
public final class AdminVerticle extends VerticleBase {
    /** The prefix of its operations, and its address. */
    public static final String NAME = "admin";

    /** How a process deploys it. */
    public static final Part PART = Part.of(NAME, AdminVerticle::new);

    private static final String NO_JOB = "Job not found";

    private final Settings settings;
    private final Contract contract;

    /** Needs the database, the hub's secret, and the contract that says what to serve. */
    public AdminVerticle(Settings settings, Contract contract) {
        this.settings = settings;
        this.contract = contract;
    }

    /** Its statements. */
    public static Queries queries() {
        return Queries.load(NAME);
    }

    @Override
    public Future<?> start() {
        var database = Database.planning(vertx, settings.database());
        var queries = queries();
        var conflicts = new HashMap<>(McpSource.CONFLICTS);
        conflicts.put("users_email", "There is an account with this e-mail address, perhaps a deleted one");
        conflicts.put("orgs_slug", "This slug is taken, perhaps by a deleted organization");
        conflicts.put("categories_slug", "There is a category with this slug");
        conflicts.put("tags_tag", "There is this tag");
        var writes = new Writes(database, queries, conflicts);
        var lists = new Lists(database, queries);
        var changes = new Changes(database, queries, writes);
        var operations = Operations.of(NAME);
        users(operations, lists, changes, writes);
        orgs(operations, lists, changes, writes);
        mcps(operations, lists, changes, writes);
        taxonomy(operations, new Reads(database, queries), new Taxonomy(changes, writes), writes);
        operation(operations, lists, changes, writes, new Reads(database, queries));
        advisories(operations, new Advisories(vertx, queries, writes), new Reads(database, queries));
        operations.promisedBy(contract).tellDeleted(database);
        return UploadSlices.take(vertx, database, NAME).compose(taking -> operations.listen(vertx));
    }

    private void users(Operations operations, Lists lists, Changes changes, Writes writes) {
        var users = new Users(
                changes,
                writes,
                new Mcps(changes, writes),
                new Passwords(vertx),
                new InvitationLinks(new HubSecret(settings.identity())),
                new Post(vertx, settings.mail()),
                settings);
        operations
                .serve(
                        "listUsers",
                        lists.list(
                                "users",
                                input -> sorted(input, "searchUsers", "listUsers", "email", "listUsersByEmail")))
                .serve("createUser", users::create)
                .serve("getUser", changes.one("getUser", Users.NO_USER))
                .serve("updateUser", changes.change("changeUser", Action.USER_UPDATED, Users.NO_USER, none -> {}))
                .serve(
                        "changeUserPlan",
                        changes.change("changeUser", Action.USER_PLAN_CHANGED, Users.NO_USER, none -> {}))
                .serve(
                        "changeUserRole",
                        changes.change(
                                "changeUser", Action.USER_ROLE_CHANGED, Users.NO_USER, v -> v.put("sets_role", true)))
                .serve(
                        "suspendUser",
                        changes.change("changeUser", Action.USER_SUSPENDED, Users.NO_USER, status("SUSPENDED")))
                .serve(
                        "activateUser",
                        changes.change("changeUser", Action.USER_ACTIVATED, Users.NO_USER, status("ACTIVE")))
                .serve("deleteUser", changes.remove("deleteUser", Action.USER_DELETED, Users.NO_USER))
                .serve(
                        "restoreUser",
                        changes.change(
                                "restoreUser", Action.USER_RESTORED, "User not found among the deleted ones", v -> {}))
                .serve("purgeUser", users::purge)
                .serve("bulkSuspendUsers", request -> users.setStatus(request, "SUSPENDED", Action.USER_BULK_SUSPENDED))
                .serve("bulkActivateUsers", request -> users.setStatus(request, "ACTIVE", Action.USER_BULK_ACTIVATED));
    }

    private static void orgs(Operations operations, Lists lists, Changes changes, Writes writes) {
        var orgs = new Orgs(changes, writes, new Mcps(changes, writes));
        operations
                .serve(
                        "listOrgs",
                        lists.list("orgs", input -> sorted(input, "searchOrgs", "listOrgs", "slug", "listOrgsBySlug")))
                .serve("createOrg", orgs::create)
                .serve("getOrg", changes.one("getOrg", Orgs.NO_ORG))
                .serve("updateOrg", changes.change("changeOrg", Action.ORG_UPDATED, Orgs.NO_ORG, none -> {}))
                .serve("changeOrgPlan", changes.change("changeOrg", Action.ORG_PLAN_CHANGED, Orgs.NO_ORG, none -> {}))
                .serve(
                        "suspendOrg",
                        changes.change("changeOrg", Action.ORG_SUSPENDED, Orgs.NO_ORG, status("SUSPENDED")))
                .serve("activateOrg", changes.change("changeOrg", Action.ORG_ACTIVATED, Orgs.NO_ORG, status("ACTIVE")))
                .serve("deleteOrg", changes.remove("deleteOrg", Action.ORG_DELETED, Orgs.NO_ORG))
                .serve(
                        "restoreOrg",
                        changes.change(
                                "restoreOrg",
                                Action.ORG_RESTORED,
                                "Organization not found among the deleted ones",
                                v -> {}))
                .serve("purgeOrg", orgs::purge);
    }

    private static void mcps(Operations operations, Lists lists, Changes changes, Writes writes) {
        var mcps = new Mcps(changes, writes);
        operations
                .serve("listMcps", lists.list("mcps", input -> sorted(input, "", "listMcps", "name", "listMcpsByName")))
                .serve("createMcp", mcps::create)
                .serve("getMcp", changes.one("getMcp", Mcps.NO_MCP))
                .serve("updateMcp", request -> mcps.change(request, none -> {}))
                .serve("assignCategory", request -> mcps.change(request, v -> v.put("sets_category", true)))
                .serve("assignTags", request -> mcps.change(request, none -> {}))
                .serve("setFeatured", request -> mcps.change(request, none -> {}))
                .serve("deleteMcp", mcps::bury)
                .serve("listSuspicions", lists.list("suspicions", input -> "listSuspicions"))
                .serve("clearSuspicion", mcps::clear)
                .serve("listNameClashes", lists.list("clashes", input -> "listNameClashes"));
    }

    private static void taxonomy(Operations operations, Reads reads, Taxonomy taxonomy, Writes writes) {
        operations
                .serve("listCategories", reads.list("listCategories", "categories", Taxonomy.NO_CATEGORY))
                .serve("createCategory", writes.create("createCategory", Action.CATEGORY_CREATED, Taxonomy.NO_CATEGORY))
                .serve("updateCategory", taxonomy::updateCategory)
                .serve("deleteCategory", taxonomy::deleteCategory)
                .serve("listTags", reads.list("listTags", "tags", Taxonomy.NO_TAG))
                .serve("createTag", taxonomy::createTag)
                .serve("updateTag", taxonomy::updateTag)
                .serve("deleteTag", taxonomy::deleteTag);
    }

    private static void operation(Operations operations, Lists lists, Changes changes, Writes writes, Reads reads) {
        operations
                .serve("listAudit", lists.audit("listAudit", "exportAudit"))
                .serve("listUserAudit", lists.audit("listUserAudit", "exportUserAudit"))
                .serve("listOrgAudit", lists.audit("listOrgAudit", "exportOrgAudit"))
                .serve("listJobs", lists.list("jobs", input -> "listJobs"))
                .serve("retryJob", writes.change("retryJob", Action.JOB_RETRIED, NO_JOB))
                .serve("cancelJob", writes.change("cancelJob", Action.JOB_CANCELLED, NO_JOB))
                .serve("listInbox", lists.list("deliveries", input -> "listInbox"))
                .serve("replayInbox", writes.change("replayInbox", Action.WEBHOOK_REPLAYED, "Delivery not found"))
                .serve("getSettings", changes.one("getSettings", ""))
                .serve("changeSettings", AdminVerticle.settings(changes))
                .serve("getStatistics", reads.one("getStatistics", ""))
                .serve("getRollout", reads.one("getRollout", ""));
    }

    private static void advisories(Operations operations, Advisories advisories, Reads reads) {
        operations
                .serve("importAdvisories", advisories::take)
                .serve("listAdvisoryFeeds", reads.list("listAdvisoryFeeds", "feeds", ""));
    }

    private static Function<Request, Future<Reply>> settings(Changes changes) {
        return request -> {
            var body = Objects.requireNonNull(request.body());
            return changes.change(
                            "changeSettings",
                            Action.PLATFORM_SETTINGS_CHANGED,
                            "",
                            v -> v.put("sets_limit", body.containsKey("anonymous_per_minute"))
                                    .put("sets_banner", body.containsKey("banner")))
                    .apply(request);
        };
    }

    private static java.util.function.Consumer<JsonObject> status(String status) {
        return values -> values.put("status", status);
    }

    private static String sorted(JsonObject input, String search, String list, String other, String otherList) {
        if (input.getString("search") != null) {
            return search;
        }
        return input.getString("sort").equals(other) ? otherList : list;
    }
}
