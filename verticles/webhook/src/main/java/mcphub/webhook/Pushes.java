package mcphub.webhook;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import mcphub.kernel.Action;
import mcphub.kernel.Audit;
import mcphub.kernel.Database;
import mcphub.kernel.Queries;
import mcphub.kernel.RepositoryUrl;
import mcphub.kernel.Settings;
import org.jspecify.annotations.Nullable;

/** Hands a push to analysis: for every MCP whose source the repository is, and that watches what was pushed, in the transaction of whoever asks. */
record Pushes(Queries queries, Settings.Git git) {

    /** What was done. */
    Future<Settled> apply(SqlConnection connection, Sender sender, @Nullable String mcp, Pushed pushed) {
        if (pushed.changes().isEmpty()) {
            return Future.succeededFuture(Settled.ignored(pushed.otherwise()));
        }
        var input = new JsonObject()
                .put("keys", new JsonArray(List.copyOf(pushed.keys())))
                .put("repository", pushed.repository())
                .put("mcp", mcp);
        return Database.run(connection, queries.get("findRepository"), input).compose(rows -> {
            var taken = new AtomicBoolean();
            Future<Integer> asked = Future.succeededFuture(0);
            for (Row row : rows) {
                asked = asked.compose(n -> know(connection, sender, pushed, row)
                        .compose(known -> {
                            if (known) {
                                return ask(connection, pushed, row);
                            }
                            taken.set(true);
                            return Future.succeededFuture(0);
                        })
                        .map(more -> n + more));
            }
            return asked.map(n -> rows.size() == 0
                    ? Settled.ignored("No MCP has this repository as its source"
                            + (mcp == null ? "" : ", or not the one that this webhook is for"))
                    : n > 0
                            ? Settled.done("Asked for " + n + (n == 1 ? " version" : " versions"))
                            : Settled.ignored(
                                    taken.get()
                                            ? "The repository has moved to an address that another MCP has"
                                            : "Not the branch that is watched"));
        });
    }

    private Future<Integer> ask(SqlConnection connection, Pushed pushed, Row mcp) {
        String branch = mcp.getString("source_branch");
        String watched = branch == null ? pushed.defaultBranch() : branch;
        String id = mcp.getUUID("id").toString();
        var wanted = pushed.changes().stream()
                .filter(change -> change.concerns(watched))
                .map(change -> new JsonObject()
                        .put("id", id)
                        .put("wanted", change.wanted())
                        .put("head", change.head(watched)))
                .distinct()
                .toList();
        Future<?> queued = Future.succeededFuture();
        for (var wish : wanted) {
            queued = queued.compose(done -> Database.run(connection, queries.get("queuePushed"), wish));
        }
        return queued.compose(done -> Database.run(
                        connection, queries.get("putOffPoll"), JsonObject.of("id", id, "minutes", git.pollMinutes())))
                .map(wanted.size());
    }

    /**
     * Remembers the repository's id, and follows it where it has moved to: its old address may be somebody else's tomorrow. False where another MCP has the new one
     * already.
     */
    private Future<Boolean> know(SqlConnection connection, Sender sender, Pushed pushed, Row mcp) {
        String before = mcp.getString("source_url");
        boolean moved = RepositoryUrl.key(before)
                .map(key -> !pushed.keys().contains(key))
                .orElse(false);
        if (!moved && mcp.getString("repository_id") != null) {
            return Future.succeededFuture(true);
        }
        var input = new JsonObject().put("id", mcp.getUUID("id").toString()).put("repository", pushed.repository());
        if (moved) {
            input.put("url", pushed.url())
                    .put("key", RepositoryUrl.key(pushed.url()).orElse(null))
                    .put("repo_url", RepositoryUrl.normalised(pushed.url()).orElse(null));
        }
        return Database.run(connection, queries.get("knowRepository"), input)
                .compose(rows -> moved && rows.size() > 0
                        ? Audit.record(
                                        connection,
                                        Settled.actor(sender),
                                        new Audit.Event(
                                                Action.MCP_REPOSITORY_MOVED,
                                                rows.iterator().next().getString("org"),
                                                mcp.getUUID("id").toString(),
                                                JsonObject.of("url", before).encode(),
                                                JsonObject.of("url", pushed.url())
                                                        .encode()))
                                .map(true)
                        : Future.succeededFuture(rows.size() > 0));
    }
}
