package mcphub.webhook;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An event of Stripe's as far as plans are concerned.
 *
 * @param created when it happened, in seconds since 1970
 * @param object a subscription, or an invoice
 */
record StripeEvent(String id, String type, long created, Thing object) {
    /** In the order in which events of one second belong. */
    private static final List<String> RANKED = List.of(
            "customer.subscription.created",
            "customer.subscription.updated",
            "customer.subscription.paused",
            "customer.subscription.resumed",
            "invoice.payment_failed",
            "customer.subscription.deleted");

    static final Set<String> TYPES = Set.copyOf(RANKED);

    /** Its place among events of the same second. */
    int rank() {
        return RANKED.indexOf(type);
    }

    boolean isPaymentFailed() {
        return type.equals("invoice.payment_failed");
    }

    boolean isDeleted() {
        return type.equals("customer.subscription.deleted");
    }

    /** The subscription that it is about; empty for an invoice that belongs to none. */
    Optional<String> subscription() {
        return Optional.ofNullable(isPaymentFailed() ? object.invoiced() : object.id());
    }

    /** An event that names what it is about, and does not hold it. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Thin(
            @Nullable String id,
            @Nullable String object,
            @Nullable String type) {
        /** Reads one; empty for what is none. */
        static Optional<Thin> read(Buffer body) {
            return Json.read(body, Thin.class)
                    .filter(e -> e.id() != null
                            && e.type() != null
                            && String.valueOf(e.object()).startsWith("v2."));
        }
    }

    /** Reads one; empty for what is none. */
    static Optional<StripeEvent> read(Buffer body) {
        return Json.read(body, Envelope.class)
                .filter(e -> e.id() != null && e.type() != null && e.created() != null)
                .map(e -> new StripeEvent(
                        String.valueOf(e.id()),
                        String.valueOf(e.type()),
                        e.created() == null ? 0 : e.created(),
                        e.data() == null || e.data().object() == null
                                ? Thing.NOTHING
                                : e.data().object()));
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Envelope(
            @Nullable String id,
            @Nullable String type,
            @Nullable Long created,
            @Nullable Data data) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Data(@Nullable Thing object) {}

    /** What of a subscription and of an invoice is read; where an invoice names its subscription has changed over the years. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Thing(
            @Nullable String id,
            @Nullable String status,
            @Nullable Map<String, String> metadata,
            @Nullable Items items,
            @JsonProperty("subscription") @Nullable Object subscription,
            @JsonProperty("next_payment_attempt") @Nullable Long nextPaymentAttempt,
            @JsonProperty("subscription_details") @Nullable Details subscriptionDetails,
            @Nullable Parent parent) {
        static final Thing NOTHING = new Thing(null, null, null, null, null, null, null, null);

        @Nullable
        String invoiced() {
            if (subscription instanceof String id) {
                return id;
            }
            var details = details();
            return details == null ? null : details.subscription();
        }

        /** Who pays for whom, as whoever sold the subscription wrote it down. */
        Map<String, String> subject() {
            var details = details();
            var own = metadata == null ? Map.<String, String>of() : metadata;
            return details == null || details.metadata() == null ? own : details.metadata();
        }

        /** The prices that are subscribed to. */
        List<String> prices() {
            return items == null || items.data() == null
                    ? List.of()
                    : items.data().stream()
                            .flatMap(
                                    item -> Optional.ofNullable(item.price())
                                            .flatMap(price -> Optional.ofNullable(price.id()))
                                            .stream())
                            .toList();
        }

        private @Nullable Details details() {
            return subscriptionDetails != null
                    ? subscriptionDetails
                    : parent == null ? null : parent.subscriptionDetails();
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Items(@Nullable List<Item> data) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Item(@Nullable Price price) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Price(@Nullable String id) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Parent(
            @JsonProperty("subscription_details") @Nullable Details subscriptionDetails) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Details(@Nullable String subscription, @Nullable Map<String, String> metadata) {}
}
