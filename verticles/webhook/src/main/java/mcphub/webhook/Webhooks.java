package mcphub.webhook;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import mcphub.kernel.Action;
import mcphub.kernel.Database;
import mcphub.kernel.Outbound;
import mcphub.kernel.Problem;
import mcphub.kernel.Queries;
import mcphub.kernel.Refusal;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import mcphub.kernel.Vault;
import mcphub.kernel.Writes;

/** Where organizations want to hear what happens: the secret is in one answer and nowhere else; what is stored is encrypted. */
record Webhooks(Vertx vertx, Queries queries, Writes writes, Vault vault, Outbound outbound, Runnable wake) {
    static final String NO_WEBHOOK = "Webhook not found";
    private static final int KEY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    Future<Reply> create(Request request) {
        String secret = secret();
        return checked(request)
                .compose(fine -> writes.write(
                        request,
                        "createWebhook",
                        Action.WEBHOOK_CREATED,
                        "Organization not found",
                        sealed(request, secret)))
                .map(row -> Writes.created(row, withSecret(row, secret)));
    }

    Future<Reply> replace(Request request) {
        return checked(request)
                .compose(fine -> writes.change("replaceWebhook", Action.WEBHOOK_UPDATED, NO_WEBHOOK)
                        .apply(request))
                .onSuccess(changed -> wake.run());
    }

    Future<Reply> rotate(Request request) {
        String secret = secret();
        return writes.write(
                        request,
                        "rotateWebhookSecret",
                        Action.WEBHOOK_SECRET_ROTATED,
                        NO_WEBHOOK,
                        sealed(request, secret))
                .map(row -> Reply.json(200, Buffer.buffer(withSecret(row, secret))));
    }

    Future<Reply> ping(Request request) {
        return ask(request, "pingWebhook", NO_WEBHOOK);
    }

    Future<Reply> redeliver(Request request) {
        return ask(request, "redeliver", "Delivery not found");
    }

    private Future<Reply> ask(Request request, String query, String notFound) {
        return writes.transaction(
                        request,
                        connection -> run(connection, query, request.values()).compose(rows -> {
                            if (rows.size() == 0) {
                                throw Problem.NOT_FOUND.because(notFound);
                            }
                            String delivery =
                                    rows.iterator().next().getUUID("id").toString();
                            return run(
                                    connection,
                                    "askedDelivery",
                                    request.values().put("delivery", delivery));
                        }))
                .map(rows ->
                        Reply.json(202, Buffer.buffer(rows.iterator().next().getString("doc"))))
                .onSuccess(queued -> wake.run());
    }

    private Future<RowSet<Row>> run(SqlConnection connection, String query, JsonObject values) {
        return Database.run(connection, queries.get(query), values);
    }

    private static String secret() {
        var key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return "whsec_" + Base64.getEncoder().encodeToString(key);
    }

    private JsonObject sealed(Request request, String secret) {
        return request.values().put("secret", vault.lock(secret.getBytes(StandardCharsets.UTF_8)));
    }

    private static String withSecret(Row row, String secret) {
        return new JsonObject(row.getString("doc")).put("secret", secret).encode();
    }

    /** Refuses what could never be delivered to, as far as that can be known today; each delivery is checked again. */
    private Future<Void> checked(Request request) {
        URI uri = uri(Objects.requireNonNull(request.body()).getString("url"));
        return vertx.executeBlocking(() -> addresses(uri.getHost()), false).map(addresses -> {
            if (!addresses.isEmpty() && addresses.stream().noneMatch(outbound::mayConnect)) {
                throw wrong(
                        "lies at an address that is not public; expected a public one, or one of outbound.private_networks");
            }
            boolean inside = !addresses.isEmpty() && addresses.stream().allMatch(outbound::isAllowedPrivate);
            if (uri.getScheme().equals("http") && !inside) {
                throw wrong("must begin with https://");
            }
            return null;
        });
    }

    private static URI uri(String url) {
        try {
            var uri = new URI(url);
            if (uri.getHost() != null && uri.getRawUserInfo() == null) {
                return uri;
            }
        } catch (URISyntaxException noUri) {
            // said below
        }
        throw wrong("must be a URL with a host and without a user, such as https://hooks.example.org/mcphub");
    }

    private static Refusal wrong(String why) {
        return Problem.BAD_REQUEST.because("Invalid field 'url': " + why);
    }

    /** None for a name that nobody knows yet. */
    private static List<InetAddress> addresses(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            return List.of();
        }
    }
}
