package mcphub.webhook;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import mcphub.kernel.Action;
import mcphub.kernel.Audit;
import mcphub.kernel.Database;
import mcphub.kernel.Plan;
import mcphub.kernel.Queries;
import mcphub.kernel.Settings;
import org.jspecify.annotations.Nullable;

/**
 * Turns what Stripe says of subscriptions into plans: of the organization or user that the subscription's metadata names ({@code org_id}, {@code user_id}), the best
 * of what its good subscriptions give. An event that is older than the last one of its subscription changes nothing.
 */
final class Plans {
    /** A subscription that gives its plan; one that is past due does so while Stripe goes on trying. */
    private static final Set<String> GOOD = Set.of("active", "trialing", "past_due");
    /** Not begun: nothing is given, and nothing taken. */
    private static final String INCOMPLETE = "incomplete";

    private final Queries queries;
    private final Settings.Stripe settings;
    private final Map<String, Plan> ofPrices;

    /**
     * Reads the prices.
     *
     * @throws IllegalArgumentException for one that is not {@code PRICE=PLAN}
     */
    Plans(Queries queries, Settings.Stripe settings) {
        this.queries = queries;
        this.settings = settings;
        this.ofPrices = new HashMap<>();
        for (String price : settings.prices()) {
            int at = price.indexOf('=');
            try {
                ofPrices.put(
                        price.substring(0, at).strip(),
                        Plan.valueOf(price.substring(at + 1).strip()));
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw new IllegalArgumentException(
                        "stripe.prices: '" + price + "' is not a price and a plan, such as price_1Abc=PRO", e);
            }
        }
    }

    Future<Settled> apply(SqlConnection connection, StripeEvent event) {
        var subject = event.object().subject();
        String subscription = event.subscription().orElse(null);
        if (subscription == null) {
            return Future.succeededFuture(Settled.ignored("It belongs to no subscription"));
        }
        var input = new JsonObject()
                .put("subscription", subscription)
                .put("org", subject.get("org_id"))
                .put("user", subject.containsKey("org_id") ? null : subject.get("user_id"))
                .put("plan", plan(event.object().prices()))
                .put("good", isGood(event))
                .put(
                        "status",
                        event.isPaymentFailed()
                                ? "payment_failed"
                                : String.valueOf(event.object().status()))
                .put("created", event.created())
                .put("rank", event.rank());
        return Database.run(connection, queries.get("noteSubscription"), input)
                .compose(rows -> input.getBoolean("good") == null
                        ? Future.succeededFuture(
                                Settled.done("The plan stays: nothing is given by it yet, or nothing taken"))
                        : settle(connection, rows.iterator().next()));
    }

    private Future<Settled> settle(SqlConnection connection, Row row) {
        String org = row.getString("org");
        String user = row.getString("user");
        if (org == null && user == null) {
            return Future.succeededFuture(
                    Settled.ignored("Its metadata names no organization (org_id) and no user (user_id) of this hub"));
        }
        String late = row.getBoolean("current") ? "" : " (an event from before the last one)";
        return Database.run(
                        connection,
                        queries.get(org == null ? "planOfUser" : "planOfOrg"),
                        JsonObject.of("org", org, "user", user))
                .compose(changed -> changed.size() == 0
                        ? Future.succeededFuture(Settled.done("The plan stays" + late))
                        : audited(connection, org, user, changed.iterator().next(), late));
    }

    private static Future<Settled> audited(
            SqlConnection connection, @Nullable String org, @Nullable String user, Row changed, String late) {
        var event = new Audit.Event(
                org == null ? Action.USER_PLAN_CHANGED : Action.ORG_PLAN_CHANGED,
                org,
                org == null ? user : org,
                JsonObject.of("plan", changed.getString("before")).encode(),
                JsonObject.of("plan", changed.getString("plan")).encode());
        return Audit.record(connection, Settled.actor(Sender.STRIPE), event)
                .map(Settled.done("The plan is " + changed.getString("plan") + " now" + late));
    }

    /** Null where the event says nothing about it. */
    private @Nullable Boolean isGood(StripeEvent event) {
        if (event.isDeleted()) {
            return false;
        }
        if (event.isPaymentFailed()) {
            boolean triedAgain = event.object().nextPaymentAttempt() != null;
            return (triedAgain && settings.graceWhilePaymentIsRetried()) ? null : Boolean.FALSE;
        }
        String status = event.object().status();
        if (INCOMPLETE.equals(status)) {
            return null;
        }
        return status != null
                && GOOD.contains(status)
                && (settings.graceWhilePaymentIsRetried() || !status.equals("past_due"));
    }

    private @Nullable String plan(List<String> prices) {
        return prices.stream()
                .map(ofPrices::get)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .map(Plan::name)
                .orElse(null);
    }
}
