package mcphub.webhook;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import mcphub.kernel.Settings;
import org.jspecify.annotations.Nullable;

/** Who sends webhooks to the hub: where each says what happened and under which id, and which events the hub does something with. */
@SuppressWarnings("ImmutableEnumChecker") // made by List.of and Set.of, which nobody changes
enum Sender {
    GITHUB("X-GitHub-Event", List.of("X-GitHub-Delivery"), Set.of("push", "release"), Set.of("ping")),
    GITLAB(
            "X-Gitlab-Event",
            List.of("webhook-id", "Idempotency-Key", "X-Gitlab-Event-UUID"),
            // administrators of a GitLab set one hook for all repositories; what happened stands in the body then
            Set.of("Push Hook", "Tag Push Hook", "Release Hook", "System Hook"),
            Set.of()),
    /** Cloud, and Data Center, which has other names for the same. */
    BITBUCKET(
            "X-Event-Key",
            List.of("X-Request-UUID", "X-Request-Id"),
            Set.of("repo:push", "repo:refs_changed"),
            Set.of("diagnostics:ping")),
    /** Says both in the body. */
    STRIPE("", List.of(), StripeEvent.TYPES, Set.of());

    private final String eventHeader;
    private final List<String> idHeaders;
    private final Set<String> concerns;
    private final Set<String> pings;

    Sender(String eventHeader, List<String> idHeaders, Set<String> concerns, Set<String> pings) {
        this.eventHeader = eventHeader;
        this.idHeaders = idHeaders;
        this.concerns = concerns;
        this.pings = pings;
    }

    /** Its name in the database and in paths. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Sender of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    /** The header that says what happened. */
    String eventHeader() {
        return eventHeader;
    }

    /** The headers that may say the delivery's id, the one that counts most first. */
    List<String> idHeaders() {
        return idHeaders;
    }

    @Nullable
    String event(JsonObject headers) {
        return headers.getString(eventHeader);
    }

    @Nullable
    String deliveryId(JsonObject headers) {
        return idHeaders.stream()
                .map(headers::getString)
                .filter(id -> id != null)
                .findFirst()
                .orElse(null);
    }

    boolean isPing(String event) {
        return pings.contains(event);
    }

    /** Why nothing follows from an event; null where something may. */
    @Nullable
    String unconcerned(String event) {
        if (concerns.contains(event)) {
            return null;
        }
        return isPing(event)
                ? "A test of the webhook: it works"
                : "The hub does nothing with the event '" + event + "', only with "
                        + String.join(", ", concerns.stream().sorted().toList());
    }

    /** What the hub's settings say it signs with. */
    List<String> secrets(Settings.Webhook settings) {
        var secrets = switch (this) {
            case GITHUB -> settings.githubSecret();
            case GITLAB -> settings.gitlabSecret();
            case BITBUCKET -> settings.bitbucketSecret();
            case STRIPE -> settings.stripeSecret();
        };
        return secrets.stream().filter(secret -> !secret.isBlank()).toList();
    }

    /** Whether this body is from the sender, by one of these secrets. */
    boolean signed(JsonObject headers, List<String> secrets, Buffer body, Signatures signatures) {
        return switch (this) {
            case GITHUB -> {
                String given = headers.getString("X-Hub-Signature-256");
                // Gitea signs what stands in a form, GitHub the form
                yield Signatures.isHubSignature(given, secrets, body)
                        || (Payloads.isForm(body)
                                && Payloads.unpacked(body).length() > 0
                                && Signatures.isHubSignature(given, secrets, Payloads.unpacked(body)));
            }
            case BITBUCKET -> Signatures.isHubSignature(headers.getString("X-Hub-Signature"), secrets, body);
            case GITLAB ->
                headers.getString("webhook-signature") == null
                        ? Signatures.isToken(headers.getString("X-Gitlab-Token"), secrets)
                        : signatures.isStandard(
                                headers.getString("webhook-id"),
                                headers.getString("webhook-timestamp"),
                                headers.getString("webhook-signature"),
                                secrets,
                                body);
            case STRIPE -> signatures.isStripe(headers.getString("Stripe-Signature"), secrets, body);
        };
    }
}
