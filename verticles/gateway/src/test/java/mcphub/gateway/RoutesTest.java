package mcphub.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import mcphub.kernel.Contract;
import mcphub.kernel.Database;
import mcphub.kernel.Deletions;
import mcphub.kernel.Messages;
import mcphub.kernel.Operations;
import mcphub.kernel.PlatformSettings;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import mcphub.kernel.Settings;
import mcphub.kernel.SettingsReader;
import mcphub.kernel.Yaml;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the door does with bodies, with load, and with verticles that are away; in front of a small verticle that echoes. */
@ExtendWith(VertxExtension.class)
final class RoutesTest {
    private static final String CONTRACT = """
            openapi: 3.0.3
            info: {title: Echo, version: '1'}
            servers: [{url: 'http://localhost'}]
            paths:
              /echo:
                post:
                  operationId: echo.write
                  tags: [echo]
                  summary: Echo
                  description: Gives back what it gets.
                  security: &security [{}, {bearerAuth: []}]
                  x-access: {anyone: true}
                  requestBody:
                    required: true
                    content:
                      application/json:
                        schema:
                          type: object
                          additionalProperties: false
                          required: [name]
                          properties:
                            name: {type: string, minLength: 1}
                            sizes: {type: array, items: {type: integer}}
                            parts: {type: array, items: {$ref: '#/components/schemas/Part'}}
                        example: {name: x}
                  responses: &responses
                    '200':
                      description: ok
                      headers: {X-Request-Id: &text {schema: {type: string}}, RateLimit: *text, RateLimit-Policy: *text}
                    '400': &refusal {description: refused}
                    '401': *refusal
                    '403': *refusal
                    '413': *refusal
                    '415': *refusal
                    '429': *refusal
                    '500': *refusal
                    '503': *refusal
              /slow:
                get: &read
                  operationId: echo.slow
                  tags: [echo]
                  summary: Wait
                  description: Answers when it is told to.
                  security: *security
                  x-access: {anyone: true}
                  responses: *responses
              /broken:
                get: {<<: *read, operationId: echo.broken}
              /silent:
                get: {<<: *read, operationId: echo.silent, x-timeout-seconds: 1}
              /away:
                get: {<<: *read, operationId: nobody.get, tags: [nobody]}
            components:
              securitySchemes:
                bearerAuth: {type: http, scheme: bearer}
              schemas:
                Part:
                  type: object
                  additionalProperties: false
                  properties:
                    id: {type: string, minLength: 1}
            """;
    private static final int IN_FLIGHT = 4;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Promise<Void> SLOW = Promise.promise();
    private static final AtomicInteger ASKED = new AtomicInteger();
    private static int port;

    @BeforeAll
    static void open(Vertx vertx, VertxTestContext ready) {
        Messages.registerAsBetweenNodes(vertx.eventBus());
        var settings = SettingsReader.defaults()
                .set("http.max_body_bytes", 1_000)
                .set("http.max_in_flight", IN_FLIGHT)
                .set("limits.anonymous_per_minute", 0)
                .set("redis.url", "redis://127.0.0.1:1")
                .set("database.url", "postgresql://nobody@127.0.0.1:1/none")
                .read();
        var contract = contract(CONTRACT);
        var echo = Operations.of("echo")
                .serve(
                        "write",
                        request -> Future.succeededFuture(Reply.json(
                                200, new JsonObject().put("got", request.body()).toBuffer())))
                .serve("slow", request -> SLOW.future().map(done -> Reply.json(200, new JsonObject().toBuffer())))
                .serve("broken", RoutesTest::fail)
                .serve("silent", request -> {
                    ASKED.incrementAndGet();
                    return Future.future(never -> {});
                })
                .promisedBy(contract)
                .listen(vertx);
        var door = routes(vertx, contract, settings)
                .router(vertx)
                .compose(router ->
                        vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"))
                .onSuccess(server -> port = server.actualPort());
        Future.all(echo, door).onComplete(ready.succeedingThenComplete());
    }

    private static Routes routes(Vertx vertx, Contract contract, Settings settings) {
        var dispatch = new Dispatch(vertx.eventBus(), settings.bus());
        return new Routes(
                contract,
                settings.http(),
                Operations.of("gateway"),
                dispatch,
                new Limits(
                        settings,
                        PlatformSettings.watch(vertx, settings.database()),
                        new RateLimit(new RedisWindows(vertx, settings.redis()))),
                new Admission(
                        new Callers(vertx, settings),
                        new Denials(Database.open(vertx, settings.database())),
                        new Deletions(Database.open(vertx, settings.database()))),
                new Uploads(vertx, dispatch, settings),
                new Budget(1 << 20, 1_000),
                new Streams(vertx, settings.streams()),
                PlatformSettings.watch(vertx, settings.database()));
    }

    private static Contract contract(String yaml) {
        return Contract.load("v1.yaml", file -> new JsonObject(Yaml.parse(yaml)));
    }

    private static Future<Reply> fail(Request request) {
        throw new IllegalStateException("the password is hunter2");
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | {\"name\":\"x\",\"sizes\":[1]} | 200 | ''",
                "application/json; charset=utf-8 | {\"name\":\"x\"} | 200 | ''",
                "application/json | {\"name\": | 400 | not a JSON object",
                "application/json | [] | 400 | not a JSON object, but an array",
                "application/json | {} | 400 | name",
                "application/json | {\"name\":5} | 400 | Invalid field 'name': must be of the type string",
                "application/json | {\"name\":\"x\",\"sizes\":[1,\"two\"]} | 400 | sizes[1]",
                "application/json | {\"name\":\"x\",\"other\":1} | 400 | other",
                "application/json | {\"name\":\"a\\u0000b\"} | 400 | Invalid field 'name': must be a text without NUL",
                "application/json | {\"name\":\"a\\\\u0000b\"} | 200 | ''",
                "application/json | {\"name\":\"x\",\"parts\":[{\"id\":\"a\\ud800\"}]} | 400 | parts[0].id': must be a text of whole characters",
                "application/json | {\"name\":\"x\",\"parts\":[{\"id\":\"\"}]} | 400 | parts[0].id': must have 1 characters or more",
                "application/json | {\"name\":\"x\",\"parts\":[{\"other\":1}]} | 400 | parts[0].other': is not known here; expected one of id",
                "application/json | {\"name\":\"x\",\"parts\":[1]} | 400 | parts[0]': must be of the type object",
                "application/json | { | 400 | expected close marker for Object (line 1, column",
                "text/plain | {\"name\":\"x\"} | 415 | application/json"
            })
    void a_body_is_held_to_the_contract(String type, String body, int status, String words)
            throws IOException, InterruptedException {
        var response =
                send(request("/echo").header("content-type", type).POST(HttpRequest.BodyPublishers.ofString(body)));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains(words);
    }

    @Test
    void a_missing_body_and_one_too_large_are_refused() throws IOException, InterruptedException {
        var missing = send(
                request("/echo").header("content-type", "application/json").POST(HttpRequest.BodyPublishers.noBody()));
        var large = send(request("/echo")
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"" + "x".repeat(2_000) + "\"}")));

        assertThat(missing.statusCode()).isEqualTo(400);
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(new JsonObject(large.body()).getString("error")).isEqualTo("payload_too_large");
    }

    @Test
    void a_failure_inside_is_told_by_its_id_and_nothing_else() throws IOException, InterruptedException {
        var response = send(request("/broken").header("x-request-id", "find-me"));

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body())
                .contains("find-me")
                .doesNotContain("hunter2")
                .doesNotContain("Exception");
    }

    @Test
    void a_verticle_that_is_away_is_unavailable_and_not_an_error() throws IOException, InterruptedException {
        var response = send(request("/away"));

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("retry-after")).isPresent();
    }

    @Test
    void much_work_that_nobody_waited_for_is_not_asked_for_twice() throws IOException, InterruptedException {
        var response = send(request("/silent"));

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(ASKED).hasValue(1);
    }

    @Test
    void past_so_many_in_flight_it_sheds_instead_of_queueing() {
        List<CompletableFuture<HttpResponse<String>>> under = IntStream.range(0, IN_FLIGHT)
                .mapToObj(i -> HTTP.sendAsync(request("/slow").build(), HttpResponse.BodyHandlers.ofString()))
                .toList();
        HttpResponse<String> shed;
        do {
            shed = HTTP.sendAsync(
                            request("/echo")
                                    .POST(HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .join();
        } while (shed.statusCode() != 503);
        SLOW.tryComplete();

        assertThat(shed.headers().firstValue("retry-after")).hasValue("1");
        assertThat(under.stream().map(CompletableFuture::join).map(HttpResponse::statusCode))
                .allMatch(status -> status == 200);
    }

    @Test
    void without_a_known_rule_of_access_it_does_not_start(Vertx vertx) {
        var contract = contract(CONTRACT.replaceFirst("x-access: \\{anyone: true}", "x-access: {moonPhase: full}"));
        var settings = SettingsReader.defaults()
                .set("redis.url", "redis://127.0.0.1:1")
                .set("database.url", "postgresql://nobody@127.0.0.1:1/none")
                .read();
        var routes = routes(vertx, contract, settings);

        assertThatThrownBy(() -> routes.router(vertx).await())
                .hasMessageContaining("echo.write")
                .hasMessageContaining("access");
    }

    @Test
    void a_verticle_that_serves_other_than_promised_does_not_start() {
        assertThatThrownBy(() -> Operations.of("echo")
                        .serve("write", RoutesTest::fail)
                        .serve("extra", RoutesTest::fail)
                        .promisedBy(contract(CONTRACT)))
                .hasMessageContaining("[broken, silent, slow]")
                .hasMessageContaining("[extra]");
    }
}
