package mcphub.admin;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import mcphub.kernel.Action;
import mcphub.kernel.Problem;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import mcphub.kernel.Writes;

/** Changes categories and tags, and takes the MCPs that have them along. */
record Taxonomy(Changes changes, Writes writes) {
    static final String NO_CATEGORY = "Category not found";
    static final String NO_TAG = "Tag not found";

    Future<Reply> updateCategory(Request request) {
        return follow(request, "updateCategory", Action.CATEGORY_UPDATED, NO_CATEGORY, "moveCategory", "getCategory")
                .map(doc -> Reply.json(200, Buffer.buffer(doc)));
    }

    Future<Reply> deleteCategory(Request request) {
        request.input().put("slug", request.input().getString("replace_with"));
        return follow(request, "deleteCategory", Action.CATEGORY_DELETED, NO_CATEGORY, "moveCategory", "getCategory")
                .map(gone -> Reply.nothing());
    }

    Future<Reply> createTag(Request request) {
        return writes.create("createTag", Action.TAG_CREATED, "")
                .apply(request)
                .recover(failure -> Future.failedFuture(
                        failure instanceof mcphub.kernel.Refusal refusal && refusal.problem() == Problem.NOT_FOUND
                                ? Problem.BAD_REQUEST.because("Invalid field 'tag': needs a letter or digit")
                                : failure));
    }

    Future<Reply> updateTag(Request request) {
        return follow(request, "renameTag", Action.TAG_UPDATED, NO_TAG, "retag", "getTag")
                .map(doc -> Reply.json(200, Buffer.buffer(doc)));
    }

    Future<Reply> deleteTag(Request request) {
        return follow(request, "deleteTag", Action.TAG_DELETED, NO_TAG, "untag", "getTag")
                .map(gone -> Reply.nothing());
    }

    /** The change, then what has it, then the thing as it is now; empty where it is gone. */
    private Future<String> follow(
            Request request, String statement, Action action, String notFound, String followers, String now) {
        var values = request.values();
        return changes.transaction(
                request,
                connection -> writes.write(connection, request, statement, action, notFound, values)
                        .compose(row -> changes.run(connection, followers, followed(values, row)))
                        .compose(moved -> changes.run(connection, now, values))
                        .map(rows ->
                                rows.size() == 0 ? "" : rows.iterator().next().getString("doc")));
    }

    private static JsonObject followed(JsonObject values, Row row) {
        boolean category = row.getColumnIndex("old_slug") >= 0;
        return values.put("old_slug", category ? row.getString("old_slug") : null)
                .put("old_tag", category ? null : row.getString("old_tag"))
                .put("tag_id", String.valueOf(row.getValue("target")));
    }
}
