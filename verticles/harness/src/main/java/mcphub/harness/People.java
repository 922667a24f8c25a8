package mcphub.harness;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** Makes accounts, organizations and tokens in a hub that is tested: accounts beside it, as an operator would, and all else through its API. */
public final class People {
    public static final String PASSWORD = "correct horse battery staple";
    /** Argon2id as everywhere, with parameters that take no time: a hash is checked by those that stand in it. */
    private static final String HASH = new Argon2PasswordEncoder(16, 32, 1, 64, 1).encode(PASSWORD);

    private final String database;
    private final ApiClient api;

    public People(HubUnderTest hub) {
        this(hub.databaseUrl(), hub.api());
    }

    public People(String database, ApiClient api) {
        this.database = database;
        this.api = api;
    }

    /**
     * A person who is signed in.
     *
     * @param api asks as this person
     * @param token the access token
     * @param refreshToken the refresh token
     */
    public record Person(String id, String email, ApiClient api, String token, String refreshToken) {}

    /** A person on the plan ENTERPRISE. */
    public Person join(String name) {
        return join(name, "ENTERPRISE");
    }

    public Person join(String name, String plan) {
        String email = name + "-" + UUID.randomUUID() + "@example.org";
        account(email, plan);
        return signIn(email);
    }

    /** An account with the one password of the tests; gives its id. */
    public String account(String email, String plan) {
        return TestServers.query(
                database,
                "insert into identity.users (email, email_verified, name, password, plan) values ('" + email
                        + "', true, '" + email.substring(0, email.indexOf('@')) + "', '" + HASH + "', '" + plan
                        + "') returning id");
    }

    public Person signIn(String email) {
        var tokens = api.call(
                200,
                "POST",
                "/api/v1/auth/login",
                new JsonObject().put("email", email).put("password", PASSWORD));
        String id = TestServers.query(
                database, "select id from identity.users where lower(email) = lower('" + email + "')");
        String access = tokens.getString("access_token");
        return new Person(id, email, api.as(access), access, tokens.getString("refresh_token"));
    }

    /** A new organization of this person; gives its path. */
    public String organization(Person owner) {
        return organization(owner, "org-" + UUID.randomUUID());
    }

    public String organization(Person owner, String slug) {
        return "/api/v1/orgs/"
                + owner.api()
                        .call(
                                201,
                                "POST",
                                "/api/v1/orgs",
                                new JsonObject().put("name", slug).put("slug", slug))
                        .getString("id");
    }

    /** Invites a person and lets them accept. */
    public void member(Person inviter, String org, Person invited, String role) {
        var invitation = inviter.api()
                .call(
                        201,
                        "POST",
                        org + "/users/invite",
                        new JsonObject().put("email", invited.email()).put("role", role));
        invited.api().call(200, "POST", "/api/v1/auth/invitations/" + invitation.getString("token") + "/accept", null);
    }

    /** A new service token with these scopes; gives the whole answer. */
    public JsonObject token(Person admin, String org, String... scopes) {
        return admin.api()
                .call(
                        201,
                        "POST",
                        org + "/tokens",
                        new JsonObject()
                                .put("name", "pipeline")
                                .put("scopes", new JsonArray(java.util.List.of(scopes))));
    }

    /** Asks with a new service token of the scope ci, as a pipeline does. */
    public ApiClient pipeline(Person admin, String org) {
        return api.as(token(admin, org, "ci:org:*").getString("token"));
    }

    /** Registers an MCP that is uploaded, in the organization of this slug; gives its id. */
    public String register(Person owner, String slug, String name, String visibility) {
        return owner.api()
                .call(
                        201,
                        "POST",
                        "/api/v1/mcps",
                        new JsonObject()
                                .put("name", name)
                                .put("organization", slug)
                                .put("visibility", visibility)
                                .put("source", JsonObject.of("type", "upload")))
                .getString("id");
    }

    /** The policy of an organization that denies what scores less than 70. */
    public JsonObject requireScore(Person admin, String org, String name) {
        return admin.api()
                .call(
                        201,
                        "POST",
                        org + "/policies",
                        new JsonObject()
                                .put("name", name)
                                .put("action", "DENY")
                                .put("target_type", "SCORE")
                                .put("target_value", "min:70")
                                .put("priority", 1));
    }
}
