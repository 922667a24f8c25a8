package mcphub.analysis;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.serviceproxy.ServiceException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import mcphub.analysis.git.GitSource;
import mcphub.analysis.source.PackageName;
import mcphub.analysis.source.SourceRejected;
import mcphub.kernel.Database;
import mcphub.kernel.Queries;
import mcphub.kernel.RepositoryUrl;
import mcphub.kernel.services.Intake;

/** Takes sources in by writing the MCP and a job in one transaction, and waking a worker. */
public final class QueueingIntake implements Intake {
    private static final int BAD_INPUT = 400;

    private final Database database;
    private final Queries queries = AnalysisVerticle.queries();
    private final InstantSource clock;

    /** Writes through this database; the clock dates uploads. */
    public QueueingIntake(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Future<String> npm(String packageName, String wanted, JsonObject labels) {
        try {
            new PackageName(packageName);
        } catch (SourceRejected e) {
            return Future.failedFuture(new ServiceException(BAD_INPUT, e.reason()));
        }
        var source = JsonObject.of("name", packageName, "source_type", "npm", "package", packageName);
        return queued(source.mergeIn(labels), wanted);
    }

    @Override
    public Future<String> git(String name, String address, String branch, JsonObject labels) {
        String url = RepositoryUrl.fetchable(address);
        try {
            GitSource.check(url);
        } catch (SourceRejected e) {
            return Future.failedFuture(new ServiceException(BAD_INPUT, e.reason()));
        }
        String key = RepositoryUrl.key(url).orElse("");
        if (key.isEmpty()) {
            return Future.failedFuture(new ServiceException(BAD_INPUT, "The address names no repository"));
        }
        var source = new JsonObject()
                .put("name", name.isBlank() ? key.substring(key.indexOf('/') + 1) : name)
                .put("source_type", "git")
                .put("url", url)
                .put("branch", branch.isBlank() ? null : branch)
                .put("repository_key", key)
                .put("repo_url", RepositoryUrl.normalised(url).orElse(null))
                .put("repo_directory", RepositoryUrl.folder(address).orElse(null));
        return queued(source.mergeIn(labels), "");
    }

    private Future<String> queued(JsonObject source, String wanted) {
        return database.transaction(connection -> mcp(connection, source)
                .compose(mcp -> run(
                                connection,
                                "askVersion",
                                new JsonObject().put("mcp", mcp).put("wanted", wanted))
                        .map(mcp)));
    }

    @Override
    public Future<String> upload(String name, String sha256, JsonObject labels) {
        String version =
                "upload-" + sha256.substring(0, 7) + "-" + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var source = JsonObject.of("name", name, "source_type", "upload").mergeIn(labels);
        return database.transaction(connection -> mcp(connection, source)
                .compose(mcp -> version(connection, mcp, version, sha256)
                        .compose(id -> run(
                                connection,
                                "queueCertify",
                                new JsonObject().put("mcp", mcp).put("version", id)))
                        .map(mcp)));
    }

    private Future<String> mcp(SqlConnection connection, JsonObject source) {
        var input = source.copy().put("featured", source.getBoolean("featured", false));
        return Database.run(connection, queries.get("addMcp"), input).map(rows -> {
            if (rows.size() == 0) {
                throw new ServiceException(
                        BAD_INPUT,
                        "There is an MCP named '" + source.getString("name") + "' already, from another source");
            }
            return rows.iterator().next().getUUID("id").toString();
        });
    }

    private Future<String> version(SqlConnection connection, String mcp, String version, String sha256) {
        var input = new JsonObject()
                .put("mcp", mcp)
                .put("visible_version", version)
                .put("source_type", "upload")
                .put("source_ref", sha256)
                .put("tarball", sha256)
                .put("reason", "uploaded");
        return Database.run(connection, queries.get("addVersion"), input).map(rows -> {
            Row row = rows.iterator().next();
            UUID id = row.getUUID("id");
            return id.toString();
        });
    }

    private Future<Void> run(SqlConnection connection, String query, JsonObject input) {
        return Database.run(connection, queries.get(query), input).mapEmpty();
    }
}
