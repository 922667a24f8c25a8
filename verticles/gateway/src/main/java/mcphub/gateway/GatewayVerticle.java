package mcphub.gateway;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.micrometer.backends.BackendRegistries;
import java.net.BindException;
import java.util.TreeSet;
import mcphub.kernel.Contract;
import mcphub.kernel.Database;
import mcphub.kernel.Deletions;
import mcphub.kernel.Operations;
import mcphub.kernel.Part;
import mcphub.kernel.PlatformSettings;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import mcphub.kernel.Settings;
import org.jspecify.annotations.Nullable;

/** Opens the door: builds the routes from the contract, serves the hub's own operations, listens. */
public final class GatewayVerticle extends VerticleBase {
    /** The prefix of the operations that the gateway answers itself, on the node that was asked. */
    public static final String NAME = "gateway";

    /** How a process deploys it. */
    public static final Part PART =
            new Part(NAME, (vertx, settings, contract, folder) -> deploy(vertx, settings, contract));

    private static final int HTTP2_WINDOW = 8 * 1024 * 1024;

    private final Settings settings;
    private final Contract contract;
    private @Nullable Future<Reply> contractPage;
    private int port;

    /** The settings decide host, port, limits and bounds; the contract decides all else. */
    public GatewayVerticle(Settings settings, Contract contract) {
        this.settings = settings;
        this.contract = contract;
    }

    private static Future<Integer> deploy(Vertx vertx, Settings settings, Contract contract) {
        var gateway = new GatewayVerticle(settings, contract);
        return vertx.deployVerticle(gateway)
                .recover(e -> Future.failedFuture(e instanceof BindException ? inUse(settings.http()) : e))
                // with 0 in the settings the one that was free
                .map(deployed -> gateway.port);
    }

    private static IllegalStateException inUse(Settings.Http http) {
        return new IllegalStateException("Port " + http.port() + " of " + http.host()
                + " is in use by another program; choose one with --port or HUB_HTTP_PORT");
    }

    @Override
    public Future<?> start() {
        var redis = new RedisWindows(vertx, settings.redis());
        var database = Database.open(vertx, settings.database());
        var platform = PlatformSettings.watch(vertx, settings.database());
        var verticles = new TreeSet<>(contract.verticles());
        verticles.remove(NAME);
        var health = new Health(vertx, database, redis, verticles);
        var pages = new Pages();
        var own = Operations.of(NAME)
                .serve("live", health::live)
                .serve("liveAlias", health::live)
                .serve("ready", health::ready)
                .serve("readyAlias", health::ready)
                .serve("status", request -> status(platform))
                .serve("metrics", GatewayVerticle::metrics)
                .serve("contract", this::contractPage)
                .serve("home", pages::home)
                .serve("join", pages::join)
                .serve("docs", pages::docs)
                .serve("docsAsset", pages::asset)
                .promisedBy(contract);
        var dispatch = new Dispatch(vertx.eventBus(), settings.bus());
        var callers = new Callers(vertx, settings);
        var routes = new Routes(
                contract,
                settings.http(),
                own,
                dispatch,
                new Limits(settings, platform, new RateLimit(redis)),
                new Admission(callers, new Denials(database), new Deletions(database)),
                new Uploads(vertx, dispatch, settings),
                new Budget(
                        settings.webhook().maxBufferedBytes(),
                        settings.webhook().bodySeconds() * 1_000L),
                new Streams(vertx, settings.streams()),
                platform);
        return callers.listen()
                .compose(listening -> routes.router(vertx))
                .compose(router -> server().requestHandler(router)
                        .invalidRequestHandler(request -> InvalidRequests.answer(vertx, request))
                        .listen())
                .onSuccess(server -> port = server.actualPort());
    }

    private HttpServer server() {
        var http = settings.http();
        return vertx.createHttpServer(new HttpServerOptions()
                .setHost(http.host())
                .setPort(http.port())
                .setMaxInitialLineLength(http.maxUriBytes())
                .setMaxHeaderSize(http.maxHeaderBytes())
                .setIdleTimeout(http.idleTimeoutSeconds())
                .setDecompressionSupported(false)
                .setHandle100ContinueAutomatically(true)
                // room for what each of its streams may send before it is read, or those that wait would hold up those
                // that are being read
                .setHttp2ConnectionWindowSize(HTTP2_WINDOW));
    }

    /** Written when somebody first asks for it: it takes as long as a tenth of a start. */
    private Future<Reply> contractPage(Request request) {
        var page = contractPage;
        if (page == null || page.failed()) {
            page = vertx.executeBlocking(
                    () -> Reply.ok(
                            "application/yaml",
                            Buffer.buffer(contract.yaml(settings.http().publicUrl()))),
                    false);
            contractPage = page;
        }
        return page;
    }

    private static Future<Reply> status(PlatformSettings platform) {
        var status = new JsonObject().put("banner", platform.banner()).put("read_only", platform.isReadOnly());
        return Future.succeededFuture(Reply.json(200, status.toBuffer()));
    }

    private static Future<Reply> metrics(Request request) {
        var registry = (PrometheusMeterRegistry) BackendRegistries.getDefaultNow();
        String text = registry == null ? "" : registry.scrape();
        return Future.succeededFuture(Reply.ok("text/plain; version=0.0.4; charset=utf-8", Buffer.buffer(text)));
    }
}
