package mcphub.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.CorsHandler;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.util.Set;
import mcphub.kernel.Caller;
import mcphub.kernel.Contract;
import mcphub.kernel.Operations;
import mcphub.kernel.Problem;
import mcphub.kernel.Refusal;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import mcphub.kernel.Settings;

/** Makes a route of every operation of the contract; all of them by the same steps: limit, body, input, dispatch, answer. */
final class Routes {
    private final Contract contract;
    private final Settings settings;
    private final Operations own;
    private final Dispatch dispatch;
    private final RateLimit limits;

    Routes(Contract contract, Settings settings, Operations own, Dispatch dispatch, RateLimit limits) {
        this.contract = contract;
        this.settings = settings;
        this.own = own;
        this.dispatch = dispatch;
        this.limits = limits;
    }

    Router router(Vertx vertx) {
        var builder = RouterBuilder.create(vertx, contract.routing());
        builder.rootHandler(new Arrival(settings.http(), new AccessLog(vertx)));
        builder.rootHandler(cors());
        builder.getRoutes().forEach(this::bind);
        var router = builder.createRouter();
        builder.getRoutes().forEach(route -> bindHead(router, route));
        new Failures(contract).register(router);
        return router;
    }

    private void bind(OpenAPIRoute route) {
        var operation = contract.operation(route.getOperation().getOperationId());
        var inputs = new Inputs(contract.routing(), route.getOperation());
        Access.of(operation);
        route.setDoValidation(false).setDoSecurity(false);
        route.addHandler(ctx -> {
            Arrival.operation(ctx, operation.id());
            ctx.next();
        });
        if (!"none".equals(operation.model().getString("x-rate-limit"))) {
            route.addHandler(this::limit);
        }
        if (inputs.takesBody()) {
            // as a plain handler: a body is read once the call is known to be within its limit, which vertx-web's own
            // order forbids
            var body = BodyHandler.create(false).setBodyLimit(settings.http().maxBodyBytes());
            route.addHandler(ctx -> body.handle(ctx));
        }
        boolean cacheable = "public".equals(operation.model().getString("x-cache"));
        route.addHandler(
                ctx -> answer(ctx, operation, inputs).onSuccess(reply -> Answers.write(ctx, reply, cacheable)));
    }

    /** What can be got can be asked for its head, which the contract need not repeat; Vert.x leaves the body out. */
    private void bindHead(Router router, OpenAPIRoute route) {
        var operation = contract.operation(route.getOperation().getOperationId());
        if (operation.method().equals("GET")) {
            var head = router.head(operation.path().replaceAll("\\{(\\w+)}", ":$1"));
            route.getHandlers().forEach(head::handler);
        }
    }

    private Future<Reply> answer(RoutingContext ctx, Contract.Operation operation, Inputs inputs) {
        String id = Arrival.requestId(ctx);
        try {
            var caller = new Caller(Arrival.clientAddress(ctx));
            var request = new Request(
                    operation.id(), id, caller, inputs.parameters(ctx), inputs.takesBody() ? inputs.body(ctx) : null);
            return operation.verticle().equals(GatewayVerticle.NAME)
                    ? own.apply(request)
                    : dispatch.send(
                            operation.verticle(), request, operation.method().equals("GET"));
        } catch (Refusal refusal) {
            return Future.succeededFuture(refusal.reply(id));
        }
    }

    /** Counts the call against its address. The request's body waits until it is known that somebody wants it. */
    private void limit(RoutingContext ctx) {
        int limit = settings.limits().anonymousPerMinute();
        if (limit == 0) {
            ctx.next();
            return;
        }
        ctx.request().pause();
        limits.call("anonymous:" + ClientAddress.limitKey(Arrival.clientAddress(ctx)), limit)
                .onSuccess(window -> {
                    ctx.request().resume();
                    ctx.response()
                            .putHeader("ratelimit-policy", "\"anonymous\";q=" + limit + ";w=60")
                            .putHeader(
                                    "ratelimit",
                                    "\"anonymous\";r=" + window.remaining() + ";t=" + window.resetSeconds());
                    if (window.allowed()) {
                        ctx.next();
                        return;
                    }
                    ctx.response().putHeader("retry-after", Integer.toString(window.resetSeconds()));
                    Answers.refuse(
                            ctx,
                            Problem.RATE_LIMITED.because(
                                    "More than " + limit + " anonymous calls within a minute; the next one is free in "
                                            + window.resetSeconds() + " s"));
                });
    }

    private CorsHandler cors() {
        var cors = CorsHandler.create()
                .allowedMethods(Set.of(
                        HttpMethod.GET,
                        HttpMethod.HEAD,
                        HttpMethod.POST,
                        HttpMethod.PUT,
                        HttpMethod.PATCH,
                        HttpMethod.DELETE))
                .allowedHeaders(Set.of("authorization", "content-type", "if-none-match", "if-match", "x-request-id"))
                .exposedHeaders(
                        Set.of("etag", "location", "retry-after", "ratelimit", "ratelimit-policy", "x-request-id"))
                .maxAgeSeconds(3600);
        settings.http().corsOrigins().forEach(cors::addOrigin);
        return cors;
    }
}
