package mcphub.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule by a contract that keeps all of them but this one. */
final class ContractRulesTest {
    private static final String CONTRACT = """
            openapi: 3.0.3
            info: {title: A shelf, version: '1'}
            servers: [{url: 'http://localhost'}]
            paths:
              /books/{bookId}:
                get:
                  operationId: shelf.getBook
                  tags: [shelf]
                  summary: Get a book
                  description: What stands on the shelf.
                  security: [{}, {bearerAuth: []}]
                  x-access: {anyone: true}
                  x-cache: public
                  parameters:
                    - {name: bookId, in: path, required: true, schema: {type: string}}
                  responses:
                    '200':
                      description: The book.
                      headers: {X-Request-Id: &text {schema: {type: string}}, RateLimit: *text, RateLimit-Policy: *text, ETag: *text}
                      content:
                        application/json: {schema: {type: object}, example: {title: Emma}}
                        image/png: {schema: {type: string, format: binary}}
                    '304': {description: It stands.}
                    '400': &refusal {description: Refused.}
                    '401': *refusal
                    '403': *refusal
                    '404': *refusal
                    '429': *refusal
                    '500': *refusal
                    '503': *refusal
              /books:
                post:
                  operationId: shelf.addBook
                  tags: [shelf, other]
                  summary: Add a book
                  description: Puts it there.
                  security: [{bearerAuth: []}]
                  x-access: {signedIn: true}
                  requestBody:
                    content:
                      application/json: {schema: {type: object}, example: {title: Emma}}
                      application/gzip: {schema: {type: string, format: binary}}
                  responses:
                    '201': {$ref: '#/components/responses/Made'}
                    '400': *refusal
                    '401': *refusal
                    '403': *refusal
                    '413': *refusal
                    '415': *refusal
                    '429': *refusal
                    '500': *refusal
                    '503': *refusal
              /told:
                post:
                  operationId: shelf.beTold
                  tags: [shelf]
                  summary: Hear of a book
                  description: Says nothing.
                  x-access: {credential: signature}
                  x-rate-limit: none
                  x-etag: true
                  parameters:
                    - {name: limit, in: query, schema: {type: integer}}
                  responses:
                    '202': {description: Heard., headers: {X-Request-Id: *text, ETag: *text}}
                    '204': {description: Known., headers: {X-Request-Id: *text, ETag: *text}}
                    '400': *refusal
                    '401': *refusal
                    '500': *refusal
                    '503': *refusal
              /healthz:
                get:
                  operationId: gateway.live
                  tags: [gateway]
                  summary: Liveness
                  description: Is there.
                  x-access: {credential: ignored}
                  x-rate-limit: none
                  responses:
                    '200': {description: There., headers: {X-Request-Id: *text}}
                    '500': *refusal
            components:
              securitySchemes:
                bearerAuth: {type: http, scheme: bearer}
              responses:
                Made:
                  description: Made.
                  headers: {X-Request-Id: *text, RateLimit: *text, RateLimit-Policy: *text, Location: *text}
                  content:
                    application/json: {schema: {type: object}, example: {title: Emma}}
            """;

    private final JsonObject contract = new JsonObject(Yaml.parse(CONTRACT));

    @Test
    void the_contract_of_the_hub_keeps_them() {
        assertThat(Contract.load().operations()).isNotEmpty();
    }

    @Test
    void a_contract_that_keeps_them_is_read() {
        assertThat(load().operations())
                .extracting(Contract.Operation::id)
                .containsExactly("shelf.getBook", "shelf.addBook", "shelf.beTold", "gateway.live");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/books post tags | shelf.addBook: no first tag shelf, which operations of this verticle have",
                "/books post summary | shelf.addBook: no summary, which all operations have",
                "/books post description | shelf.addBook: no description, which all operations have",
                "/books post x-access | shelf.addBook: no x-access, which all operations have",
                "/books post security | shelf.addBook: no security, which operations that take a caller's credential have",
                "/books post responses 400 | shelf.addBook: no answer 400, which operations that take parameters or a body have",
                "/told post responses 400 | shelf.beTold: no answer 400, which operations that take parameters or a body have",
                "/books post responses 401 | shelf.addBook: no answer 401, which operations that take a credential or a signature have",
                "/books/{bookId} get responses 401 | shelf.getBook: no answer 401, which operations that take a credential or a signature have",
                "/told post responses 401 | shelf.beTold: no answer 401, which operations that take a credential or a signature have",
                "/books post responses 403 | shelf.addBook: no answer 403, which operations that take a caller's credential have",
                "/books/{bookId} get responses 403 | shelf.getBook: no answer 403, which operations that take a caller's credential have",
                "/books/{bookId} get parameters | shelf.getBook: no parameter bookId in its path, which operations with {bookId} in theirs have",
                "/books/{bookId} get responses 404 | shelf.getBook: no answer 404, which operations with a parameter in their path have",
                "/books post responses 413 | shelf.addBook: no answer 413, which operations that take a body have",
                "/books post responses 415 | shelf.addBook: no answer 415, which operations that take a body have",
                "/books/{bookId} get responses 304 | shelf.getBook: no answer 304, which operations with x-cache have",
                "/books post responses 429 | shelf.addBook: no answer 429, which operations without x-rate-limit: none have",
                "/healthz get responses 500 | gateway.live: no answer 500, which all operations have",
                "/told post responses 503 | shelf.beTold: no answer 503, which operations that are no probe of liveness have",
                "/healthz get responses 200 | gateway.live: no answer 2xx, which all operations have",
                "/told post responses 204 headers X-Request-Id | shelf.beTold: no header X-Request-Id in its 204, which all operations have",
                "components responses Made headers Location | shelf.addBook: no header Location in its 201, which operations that make something have",
                "components responses Made headers RateLimit | shelf.addBook: no header RateLimit in its 201, which operations without x-rate-limit: none have",
                "components responses Made headers RateLimit-Policy | shelf.addBook: no header RateLimit-Policy in its 201, which operations without x-rate-limit: none have",
                "/books/{bookId} get responses 200 headers ETag | shelf.getBook: no header ETag in its 200, which operations with x-cache or x-etag have",
                "/told post responses 204 headers ETag | shelf.beTold: no header ETag in its 204, which operations with x-cache or x-etag have",
                "components responses Made content application/json example | shelf.addBook: no example of application/json in its 201, which all operations have",
                "/books post requestBody content application/json example | shelf.addBook: no example of application/json in its body, which all operations have"
            })
    void what_an_operation_lacks_is_told_behind_its_id(String where, String fault) {
        var way = way(where);
        at(way.subList(0, way.size() - 1)).remove(way.getLast());

        assertRefused(fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/healthz get security | gateway.live: security, which only operations that take a caller's credential have",
                "/books post responses 304 | shelf.addBook: answer 304, which only operations with x-cache have",
                "/told post responses 429 | shelf.beTold: answer 429, which only operations without x-rate-limit: none have",
                "/healthz get responses 503 | gateway.live: answer 503, which only operations that are no probe of liveness have",
                "/told post responses 202 headers RateLimit | shelf.beTold: header RateLimit in its 202, which only operations without x-rate-limit: none have",
                "/told post responses 202 headers RateLimit-Policy | shelf.beTold: header RateLimit-Policy in its 202, which only operations without x-rate-limit: none have",
                "/healthz get responses 200 headers ETag | gateway.live: header ETag in its 200, which only operations with x-cache or x-etag have"
            })
    void what_an_operation_promises_in_vain_is_told_behind_its_id(String where, String fault) {
        var way = way(where);
        at(way.subList(0, way.size() - 1)).put(way.getLast(), new JsonObject().put("description", "In vain."));

        assertRefused(fault);
    }

    @ParameterizedTest
    @ValueSource(strings = {"summary", "description"})
    void blank_words_are_none(String words) {
        at(List.of("paths", "/books", "post")).put(words, " ");

        assertRefused("shelf.addBook: no " + words + ", which all operations have");
    }

    @ParameterizedTest
    @ValueSource(strings = {"getBook", "Shelf.getBook", "shelf.get.book", "shelf.", ""})
    void an_id_that_names_no_verticle_is_refused(String id) {
        at(List.of("paths", "/books/{bookId}", "get")).put("operationId", id);

        assertRefused(id + ": no operationId such as catalog.getMcp, which all operations have");
    }

    @Test
    void people_are_sent_to_a_path_that_there_is() {
        at(List.of("paths", "/books", "post"))
                .put("x-access", JsonObject.of("token", "ci", "people", "/books/{bookId}"));
        assertThat(load().operations()).isNotEmpty();
        at(List.of("paths", "/books", "post")).put("x-access", JsonObject.of("token", "ci", "people", "/nowhere"));

        assertRefused(
                "shelf.addBook: no path of the contract as the people of its x-access, which operations that send people elsewhere have");
    }

    @Test
    void an_operation_without_an_id_is_told_by_its_path() {
        at(List.of("paths", "/books/{bookId}", "get")).putNull("operationId");

        assertRefused("GET /books/{bookId}: no operationId such as catalog.getMcp, which all operations have");
    }

    @Test
    void an_id_that_two_operations_have_is_refused() {
        at(List.of("paths", "/books/{bookId}", "get")).put("operationId", "shelf.addBook");

        assertRefused("shelf.addBook: another operation has this id");
    }

    @Test
    void the_first_tag_is_the_verticle() {
        at(List.of("paths", "/books", "post"))
                .put("tags", new JsonArray().add("other").add("shelf"));

        assertRefused("shelf.addBook: no first tag shelf, which operations of this verticle have");
    }

    @Test
    void parameters_that_stand_beside_the_operations_of_a_path_count() {
        at(List.of("paths", "/healthz")).put("parameters", new JsonArray());

        assertRefused("gateway.live: no answer 400, which operations that take parameters or a body have");
    }

    @Test
    void all_faults_are_told_at_once() {
        at(List.of("paths", "/books", "post")).remove("summary");
        at(List.of("paths", "/books", "post", "responses")).remove("500");
        at(List.of("paths", "/healthz", "get")).remove("description");

        assertRefused(
                "shelf.addBook: no summary, which all operations have",
                "shelf.addBook: no answer 500, which all operations have",
                "gateway.live: no description, which all operations have");
    }

    private void assertRefused(String... faults) {
        assertThatThrownBy(this::load)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The contract breaks its rules:\n  " + String.join("\n  ", faults));
    }

    private Contract load() {
        return Contract.load("v1.yaml", file -> contract);
    }

    private static List<String> way(String where) {
        return List.of((where.startsWith("/") ? "paths " + where : where).split(" ", -1));
    }

    private JsonObject at(List<String> way) {
        var object = contract;
        for (String name : way) {
            object = object.getJsonObject(name);
        }
        return object;
    }
}
