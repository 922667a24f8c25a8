package mcphub.catalog;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import mcphub.kernel.Database;
import mcphub.kernel.Problem;
import mcphub.kernel.Queries;

/** What an MCP may be called and who may see it, by where it comes from. */
record SourceRules(Queries queries) {
    private static final String PUBLIC = "public";

    /** A package of a scope that the organization has in a registry of its own comes from there, and is nobody else's. */
    Future<Void> ownRegistry(SqlConnection connection, JsonObject values) {
        if (values.getString("org") == null || values.getString("package") == null) {
            return Future.succeededFuture();
        }
        return Database.run(connection, queries.get("registryOfScope"), values).map(rows -> {
            if (rows.size() > 0) {
                values.put("registry", rows.iterator().next().getString("url"));
                requirePrivate(values.getString("visibility"), values.getString("registry"));
            }
            return null;
        });
    }

    static void requirePrivate(String visibility, String registry) {
        if (visibility.equals(PUBLIC)) {
            throw Problem.BAD_REQUEST.because(
                    "Invalid field 'visibility': must be private for what comes from the organization's own registry, "
                            + registry);
        }
    }

    /** What the public catalog has of a package bears the package's name. */
    static void requireOwnName(JsonObject values) {
        String npmPackage = values.getString("package");
        if (npmPackage != null
                && values.getString("visibility").equals(PUBLIC)
                && !npmPackage.equals(values.getString("name"))) {
            throw Problem.BAD_REQUEST.because(
                    "Invalid field 'name': a public MCP that is a package bears the package's name, " + npmPackage);
        }
    }

    /** Refuses a name that the public catalog has for something else. */
    Future<Void> free(SqlConnection connection, JsonObject values) {
        return Database.run(connection, queries.get("takenName"), values).map(rows -> {
            if (rows.size() > 0) {
                throw Problem.CONFLICT.because(
                        "The name '" + values.getString("name") + "' is taken in the public catalog, by "
                                + rows.iterator().next().getString("identity"));
            }
            return null;
        });
    }
}
