package mcphub.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mcphub.kernel.Problem;
import mcphub.kernel.Refusal;
import org.junit.jupiter.api.Test;

/** What is much work is done little at a time, and never for nothing. */
final class MakingsTest {
    private static final Makings.Limits LIMITS = new Makings.Limits(2, 3, Duration.ofSeconds(10), 100);

    private Instant now = Instant.EPOCH;
    private final Makings makings = new Makings(LIMITS, () -> now, new Plain());
    /** What was begun, in this order. */
    private final Map<String, Promise<Buffer>> begun = new LinkedHashMap<>();

    /** Keeps bytes as they are, so that tests can count them. */
    private static final class Plain implements Makings.Packing {
        @Override
        public Future<Buffer> pack(Buffer document) {
            return Future.succeededFuture(document);
        }

        @Override
        public Future<Buffer> unpack(Buffer packed) {
            return Future.succeededFuture(packed);
        }
    }

    private Future<Buffer> ask(String key) {
        return makings.get(key, () -> {
            Promise<Buffer> work = Promise.promise();
            begun.put(key, work);
            return work.future();
        });
    }

    private void make(String key, int bytes) {
        Objects.requireNonNull(begun.remove(key)).complete(Buffer.buffer(new byte[bytes]));
    }

    private static boolean isRefused(Future<Buffer> answer) {
        return answer.cause() instanceof Refusal refusal && refusal.problem() == Problem.UNAVAILABLE;
    }

    @Test
    void few_are_made_at_once_and_what_cannot_wait_is_refused_at_once() {
        List<Future<Buffer>> asked = new ArrayList<>();
        for (String key : List.of("a", "b", "c", "d", "e")) {
            asked.add(ask(key));
        }
        assertThat(begun.keySet()).containsExactly("a", "b");
        assertThat(isRefused(ask("f"))).isTrue();
        assertThat(asked).noneMatch(Future::isComplete);
        make("b", 1);
        assertThat(asked.get(1).succeeded()).isTrue();
        assertThat(begun.keySet()).containsExactly("a", "c");
        assertThat(ask("f").isComplete()).isFalse();
    }

    @Test
    void who_asks_for_the_same_shares_it_and_it_is_kept() {
        var first = ask("a");
        ask("b");
        ask("c");
        var second = ask("a");
        var third = ask("c");
        make("a", 7);
        assertThat(second.result()).isSameAs(first.result());
        make("c", 7);
        assertThat(third.result().length()).isEqualTo(7);
        assertThat(ask("a").result()).isSameAs(first.result());
        assertThat(begun.keySet()).containsExactly("b");
    }

    @Test
    void the_least_used_goes_where_there_is_no_room_and_what_is_too_large_is_not_kept() {
        for (String key : List.of("a", "b")) {
            ask(key);
            make(key, 50);
        }
        assertThat(ask("a").isComplete()).isTrue();
        ask("c");
        make("c", 50);
        ask("large");
        make("large", 101);
        assertThat(ask("a").isComplete()).isTrue();
        assertThat(ask("c").isComplete()).isTrue();
        assertThat(ask("b").isComplete()).isFalse();
        assertThat(ask("large").isComplete()).isFalse();
    }

    @Test
    void what_waited_longer_than_anybody_does_is_not_begun() {
        ask("a");
        ask("b");
        var late = ask("c");
        now = now.plusSeconds(11);
        var fresh = ask("d");
        make("a", 1);
        assertThat(isRefused(late)).isTrue();
        assertThat(fresh.isComplete()).isFalse();
        assertThat(begun.keySet()).containsExactly("b", "d");
    }

    @Test
    void a_failure_is_told_and_not_kept() {
        var asked = ask("a");
        Objects.requireNonNull(begun.remove("a")).fail("for a test");
        assertThat(asked.cause()).hasMessage("for a test");
        var thrown = makings.get("b", () -> {
            throw new IllegalStateException("at once");
        });
        assertThat(thrown.cause()).hasMessage("at once");
        assertThat(ask("a").isComplete()).isFalse();
        ask("b");
        assertThat(begun.keySet()).containsExactly("a", "b");
    }
}
