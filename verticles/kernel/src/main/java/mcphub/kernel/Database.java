package mcphub.kernel;

import io.netty.channel.unix.Errors.NativeIoException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * The PostgreSQL of one verticle, with two ways in: single statements share few pipelined connections, which about doubles their
 * throughput; transactions take a connection of their own from a pool.
 */
public final class Database {
    private final SqlClient statements;
    private final Pool transactions;

    private Database(SqlClient statements, Pool transactions) {
        this.statements = statements;
        this.transactions = transactions;
    }

    /** Prepares both ways in; nothing is connected before the first statement. Closed with the Vert.x that it belongs to. */
    public static Database open(Vertx vertx, Settings.Database settings) {
        return open(vertx, settings, "auto");
    }

    /**
     * The same for statements that are planned for the very values of each call: those with many filters that mostly are not given, which a plan for all values would
     * answer by reading everything.
     */
    public static Database planning(Vertx vertx, Settings.Database settings) {
        return open(vertx, settings, "force_custom_plan");
    }

    private static Database open(Vertx vertx, Settings.Database settings, String planCacheMode) {
        var url = settings.url();
        if (url == null) {
            throw new IllegalStateException("database.url is not set, and nobody started an embedded server");
        }
        var options = PgConnectOptions.fromUri(url)
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(256)
                .setPipeliningLimit(16)
                .setReconnectAttempts(0);
        options.addProperty("application_name", "mcphub");
        options.addProperty("plan_cache_mode", planCacheMode);
        options.addProperty("statement_timeout", Integer.toString(settings.statementTimeoutMs()));
        var network = new NetClientOptions().setConnectTimeout(settings.connectTimeoutMs());
        var statements = PgBuilder.client()
                .with(new PoolOptions().setMaxSize(settings.pipelinedConnections()))
                .with(network)
                .connectingTo(options)
                .using(vertx)
                .build();
        var transactions = PgBuilder.pool()
                .with(new PoolOptions()
                        .setMaxSize(settings.transactionConnections())
                        .setMaxWaitQueueSize(1_000)
                        .setConnectionTimeout(settings.connectTimeoutMs())
                        .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS))
                .with(network)
                .connectingTo(options)
                .using(vertx)
                .build();
        return new Database(statements, transactions);
    }

    /** Runs one statement with parameters taken by name. */
    public Future<RowSet<Row>> run(Query query, JsonObject input) {
        return statements.preparedQuery(query.sql()).execute(query.bind(input));
    }

    /** Runs one statement inside a transaction. */
    public static Future<RowSet<Row>> run(SqlConnection connection, Query query, JsonObject input) {
        return connection.preparedQuery(query.sql()).execute(query.bind(input));
    }

    /** Runs the work in one transaction: committed when its future succeeds, rolled back when it fails. */
    public <T> Future<T> transaction(Function<SqlConnection, Future<T>> work) {
        return transactions.withTransaction(work);
    }

    /** Asks the server for a sign of life. */
    public Future<Void> ping() {
        return statements.query("select 1").execute().mapEmpty();
    }

    /** Whether a failure says that the server is away, overloaded or shutting down, rather than that the statement is wrong. */
    public static boolean isOutage(Throwable failure) {
        return switch (failure) {
            case PgException pg ->
                pg.getSqlState() != null
                        && (pg.getSqlState().startsWith("08")
                                || pg.getSqlState().startsWith("53")
                                || pg.getSqlState().startsWith("57"));
            case SocketException network -> true;
            case UnknownHostException network -> true;
            case ClosedChannelException network -> true;
            case NativeIoException network -> true;
            case TimeoutException timeout -> true;
            case ClosedConnectionException closed -> true;
            case ConnectionPoolTooBusyException busy -> true;
            case VertxException ended -> String.valueOf(ended.getMessage()).startsWith("Connection is not active");
            default -> failure.getCause() != null && isOutage(failure.getCause());
        };
    }
}
