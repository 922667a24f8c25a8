package mcphub.advisories;

import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.function.Consumer;

/** How one kind of feed is asked. */
interface Answers {
    /**
     * Asks about a page of whole packages, on a virtual thread; gives what writes the answers, called once inside a transaction.
     *
     * @param counts learns what becomes of them
     */
    Consumer<SqlConnection> ask(ImportJob job, List<Asked> page, Counts counts);
}
