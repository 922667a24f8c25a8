package mcphub.webhook;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import mcphub.kernel.Database;
import mcphub.kernel.Digests;
import mcphub.kernel.Problem;
import mcphub.kernel.Queries;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import mcphub.kernel.Settings;
import mcphub.kernel.Vault;
import org.jspecify.annotations.Nullable;

/**
 * Takes deliveries in: checks who sent one, stores it, answers. What it means is found out afterwards. A delivery that came before, by the sender's own id, is stored
 * once.
 */
final class Inbound {
    /** From here on, checking a signature takes longer than an event loop should be away. */
    private static final int LARGE = 128 * 1024;

    private static final int MAX_ID = 200;
    private static final String THIN =
            "A thin event, which does not hold what it is about; set the payload style of the destination to snapshot";

    private final Vertx vertx;
    private final Database database;
    private final Queries queries;
    private final Signatures signatures;
    private final Settings.Webhook settings;
    private final Vault vault;
    private final Runnable wake;

    /** Stores in this database; calls back when there is something to look at. */
    Inbound(
            Vertx vertx,
            Database database,
            Queries queries,
            Signatures signatures,
            Settings.Webhook settings,
            Vault vault,
            Runnable wake) {
        this.vertx = vertx;
        this.database = database;
        this.queries = queries;
        this.signatures = signatures;
        this.settings = settings;
        this.vault = vault;
        this.wake = wake;
    }

    Future<Reply> take(Sender sender, Request request) {
        var headers = request.input();
        var body = Objects.requireNonNull(request.raw());
        String mcp = headers.getString("mcp");
        return secrets(sender, mcp)
                .compose(secrets -> away(body, () -> sender.signed(headers, secrets, body, signatures)))
                .compose(signed -> {
                    if (!signed) {
                        throw Problem.UNAUTHORIZED.because("The signature is missing, too old, or by no secret that is"
                                + " configured for " + sender.label() + (mcp == null ? "" : " and this MCP"));
                    }
                    return away(body, () -> delivery(sender, headers, body));
                })
                .compose(delivery -> store(sender, mcp, delivery));
    }

    private Future<List<String>> secrets(Sender sender, @Nullable String mcp) {
        if (mcp == null) {
            return Future.succeededFuture(sender.secrets(settings));
        }
        return database.run(queries.get("findMcpSecrets"), JsonObject.of("mcp", mcp))
                .map(rows -> {
                    var secrets = new ArrayList<String>();
                    rows.forEach(row ->
                            secrets.add(new String(vault.open(row.getBuffer("secret")), StandardCharsets.UTF_8)));
                    return secrets;
                });
    }

    /** One delivery as it is stored. */
    private record Delivery(
            String id,
            String event,
            Buffer payload,
            @Nullable String ignored) {}

    private static Delivery delivery(Sender sender, JsonObject headers, Buffer body) {
        if (sender == Sender.STRIPE) {
            var thin = StripeEvent.Thin.read(body);
            if (thin.isPresent()) {
                String type = String.valueOf(thin.get().type());
                return new Delivery(String.valueOf(thin.get().id()), type, body, THIN);
            }
            var event = StripeEvent.read(body)
                    .orElseThrow(() -> Problem.BAD_REQUEST.because(
                            "The body is not an event of Stripe's: it needs id, type and created"));
            return new Delivery(event.id(), event.type(), body, null);
        }
        String event = sender.event(headers);
        String id = sender.deliveryId(headers);
        if (event == null) {
            throw Problem.BAD_REQUEST.because("The header " + sender.eventHeader() + " is required");
        }
        if (id == null && sender == Sender.GITLAB) {
            // older ones send none: the same body is the same event
            id = "sha256:"
                    + HexFormat.of()
                            .formatHex(Digests.sha256(body.toString(StandardCharsets.ISO_8859_1))
                                    .getBytes());
        }
        if (id == null || id.length() > MAX_ID) {
            throw Problem.BAD_REQUEST.because("The header " + String.join(" or ", sender.idHeaders())
                    + " is required: it tells one delivery from another");
        }
        return new Delivery(id, event, body, null);
    }

    private Future<Reply> store(Sender sender, @Nullable String mcp, Delivery delivery) {
        String reason = delivery.ignored() == null ? sender.unconcerned(delivery.event()) : delivery.ignored();
        boolean form = Payloads.isForm(delivery.payload());
        var input = new JsonObject()
                .put("sender", sender.label())
                .put("mcp", mcp)
                .put("delivery", delivery.id())
                .put("event", delivery.event())
                .put("form", form)
                .put("payload", delivery.payload())
                .put("state", reason == null ? "queued" : "ignored")
                .put("outcome", reason);
        return database.run(queries.get("takeIn"), input).map(rows -> {
            // no row: the same one was taken in at this very moment, which this statement's snapshot does not show
            if (rows.size() == 0 || !rows.iterator().next().getBoolean("made")) {
                return receipt(200, "DUPLICATE", delivery.id(), "This delivery came before");
            }
            if (reason != null) {
                return receipt(sender.isPing(delivery.event()) ? 200 : 202, "IGNORED", delivery.id(), reason);
            }
            wake.run();
            return receipt(202, "ACCEPTED", delivery.id(), null);
        });
    }

    private static Reply receipt(int status, String what, String delivery, @Nullable String reason) {
        return Reply.json(
                status,
                new JsonObject()
                        .put("status", what)
                        .put("delivery_id", delivery)
                        .put("reason", reason)
                        .toBuffer());
    }

    private <T> Future<T> away(Buffer body, Callable<T> work) {
        if (body.length() > LARGE) {
            return vertx.executeBlocking(work, false);
        }
        try {
            return Future.succeededFuture(work.call());
        } catch (Exception e) {
            return Future.failedFuture(e);
        }
    }
}
