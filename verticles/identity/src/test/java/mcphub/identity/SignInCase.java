package mcphub.identity;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import mcphub.gateway.GatewayVerticle;
import mcphub.harness.People;
import mcphub.harness.TestHub;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** People who sign in, at a hub of identity alone. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SignInCase {
    static final String LOGIN = "/api/v1/auth/login";

    static final String REFRESH = "/api/v1/auth/refresh";

    static final String ME = "/api/v1/auth/me";

    TestHub hub;

    People people;

    @BeforeAll
    void hub(Vertx vertx) {
        hub = TestHub.start(
                vertx,
                Map.of(
                        "admin.emails",
                        List.of("Boss@example.org", "unproven@example.org"),
                        "http.trusted_proxies",
                        "127.0.0.1"),
                IdentityVerticle.PART,
                GatewayVerticle.PART);
        people = new People(hub);
    }

    HttpResponse<String> login(String email, String password, String from) {
        return hub.api()
                .send(
                        "POST",
                        LOGIN,
                        java.net.http.HttpRequest.BodyPublishers.ofString(new JsonObject()
                                .put("email", email)
                                .put("password", password)
                                .encode()),
                        "content-type",
                        "application/json",
                        "x-forwarded-for",
                        from);
    }

    JsonObject refresh(int status, String token) {
        return hub.api().call(status, "POST", REFRESH, new JsonObject().put("refresh_token", token));
    }
}
