package mcphub.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import mcphub.servers.EmbeddedServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The limit of anonymous calls, with Redis and without. */
final class LimitsIT {
    private static final String LIST = "/api/v1/mcps";

    @Test
    void the_sixteenth_anonymous_call_within_a_minute_is_refused_until_the_window_moves() {
        try (var hub =
                WholeHub.inProcess(Map.of("limits.anonymous_per_minute", 15, "http.trusted_proxies", "127.0.0.1"))) {
            for (int i = 1; i <= 15; i++) {
                var response = hub.api().send("GET", LIST, "X-Forwarded-For", "203.0.113.7");
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.headers().firstValue("ratelimit").orElseThrow())
                        .contains("r=" + (15 - i));
                assertThat(response.headers().firstValue("ratelimit-policy")).hasValue("\"anonymous\";q=15;w=60");
            }
            var refused = hub.api().send("GET", LIST, "X-Forwarded-For", "203.0.113.7");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(Integer.parseInt(
                            refused.headers().firstValue("retry-after").orElseThrow()))
                    .isBetween(50, 60);

            assertThat(hub.api()
                            .send("GET", LIST, "X-Forwarded-For", "203.0.113.8")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(hub.api()
                            .send("GET", "/healthz", "X-Forwarded-For", "203.0.113.7")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void one_subscribers_ipv6_addresses_are_counted_as_one() {
        try (var hub =
                WholeHub.inProcess(Map.of("limits.anonymous_per_minute", 2, "http.trusted_proxies", "127.0.0.0/8"))) {
            assertThat(hub.api()
                            .send("GET", LIST, "X-Forwarded-For", "2001:db8:1:2::1")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(hub.api()
                            .send("GET", LIST, "X-Forwarded-For", "2001:db8:1:2:ffff::2")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(hub.api()
                            .send("GET", LIST, "X-Forwarded-For", "2001:db8:1:2::3")
                            .statusCode())
                    .isEqualTo(429);
            assertThat(hub.api()
                            .send("GET", LIST, "X-Forwarded-For", "2001:db8:1:3::1")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_forwarded_address_of_somebody_who_is_no_proxy_is_not_believed(@TempDir Path home) {
        try (var servers = EmbeddedServers.start(home, false, true);
                var hub = WholeHub.inProcess(
                        Map.of("limits.anonymous_per_minute", 1, "redis.url", String.valueOf(servers.redisUrl())))) {
            assertThat(hub.api()
                            .send("GET", LIST, "X-Forwarded-For", "198.51.100.1")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(hub.api()
                            .send("GET", LIST, "X-Forwarded-For", "198.51.100.2")
                            .statusCode())
                    .isEqualTo(429);
        }
    }

    @Test
    void without_redis_calls_are_answered_and_still_limited(@TempDir Path home) {
        try (var servers = EmbeddedServers.start(home, false, true);
                var hub = WholeHub.inProcess(
                        Map.of("limits.anonymous_per_minute", 5, "redis.url", String.valueOf(servers.redisUrl())))) {
            assertThat(hub.api().get("/readyz").getString("status")).isEqualTo("ready");
            assertThat(hub.api().send("GET", LIST).statusCode()).isEqualTo(200);

            servers.stopRedis();

            for (int i = 0; i < 5; i++) {
                assertThat(hub.api().send("GET", LIST).statusCode()).isEqualTo(200);
            }
            assertThat(hub.api().send("GET", LIST).statusCode()).isEqualTo(429);
            assertThat(hub.api().get("/readyz").getString("status")).isEqualTo("degraded");
        }
    }
}
