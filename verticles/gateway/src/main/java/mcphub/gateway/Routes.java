package mcphub.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import java.util.Objects;
import java.util.Set;
import mcphub.kernel.Contract;
import mcphub.kernel.Operations;
import mcphub.kernel.PlatformSettings;
import mcphub.kernel.Problem;
import mcphub.kernel.Refusal;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import mcphub.kernel.Settings;

/** Makes a route of every operation of the contract; all of them by the same steps: caller, limit, access, body, dispatch, answer. */
final class Routes {
    /** Whose changes are taken while all else is read-only: an administrator ends that, and has to sign in for it. */
    private static final Set<String> ALWAYS = Set.of("admin", "identity");

    private final Contract contract;
    private final Settings.Http settings;
    private final Operations own;
    private final Dispatch dispatch;
    private final Limits limits;
    private final Admission admission;
    private final Uploads uploads;
    private final Budget budget;
    private final Streams streams;
    private final PlatformSettings platform;

    Routes(
            Contract contract,
            Settings.Http settings,
            Operations own,
            Dispatch dispatch,
            Limits limits,
            Admission admission,
            Uploads uploads,
            Budget budget,
            Streams streams,
            PlatformSettings platform) {
        this.contract = contract;
        this.settings = settings;
        this.own = own;
        this.dispatch = dispatch;
        this.limits = limits;
        this.admission = admission;
        this.uploads = uploads;
        this.budget = budget;
        this.streams = streams;
        this.platform = platform;
    }

    /** What is known of an operation before the first call. */
    private record Bound(
            Contract.Operation operation,
            Access access,
            Inputs inputs,
            Accepts accepts,
            DeliveryOptions options,
            Dispatch.Again again,
            boolean cacheable) {

        boolean isRead() {
            return operation.method().equals("GET");
        }
    }

    Future<Router> router(Vertx vertx) {
        return contract.routing(vertx).map(routing -> router(vertx, routing));
    }

    private Router router(Vertx vertx, OpenAPIContract routing) {
        var builder = RouterBuilder.create(vertx, routing);
        builder.rootHandler(new Suffixes(contract));
        builder.rootHandler(new Arrival(settings, new AccessLog(vertx)));
        builder.rootHandler(CrossOrigin.of(settings));
        builder.getRoutes().forEach(route -> bind(route, routing));
        var router = builder.createRouter();
        builder.getRoutes().forEach(route -> bindHead(router, route));
        new Failures(contract).register(router);
        return router;
    }

    private void bind(OpenAPIRoute route, OpenAPIContract routing) {
        var operation = contract.operation(route.getOperation().getOperationId());
        var inputs = new Inputs(routing, route.getOperation(), operation.model());
        var access = Access.of(operation);
        var bound = new Bound(
                operation,
                access,
                inputs,
                Accepts.of(operation),
                dispatch.options(operation),
                Dispatch.Again.of(operation),
                "public".equals(operation.model().getString("x-cache")));
        route.setDoValidation(false).setDoSecurity(false);
        route.addHandler(ctx -> {
            Arrival.operation(ctx, operation.id());
            ctx.next();
        });
        if (!access.ignoresCredential()) {
            route.addHandler(admission::identify);
        }
        if (!bound.isRead() && !ALWAYS.contains(operation.verticle()) && !Access.isBySignature(operation)) {
            route.addHandler(this::refuseWhileReadOnly);
        }
        route.addHandler(ctx -> limits.count(ctx, operation));
        route.addHandler(ctx -> admission.admit(ctx, operation, access, inputs));
        if (inputs.takesFile()) {
            route.addHandler(ctx -> take(ctx, bound));
        }
        if (inputs.rawBytes() > 0) {
            route.addHandler(ctx -> budget.take(ctx, inputs.rawBytes()));
        }
        if (inputs.takesBody()) {
            // as a plain handler: a body is read once the call is known to be allowed, which vertx-web's own order
            // forbids
            int most = inputs.rawBytes() > 0 ? inputs.rawBytes() : settings.maxBodyBytes();
            var body = BodyHandler.create(false).setBodyLimit(most);
            route.addHandler(ctx -> body.handle(ctx));
        }
        route.addHandler(ctx -> answer(ctx, bound));
    }

    private void refuseWhileReadOnly(RoutingContext ctx) {
        if (!platform.isReadOnly()) {
            ctx.next();
            return;
        }
        ctx.response().putHeader("retry-after", "60");
        Answers.refuse(
                ctx,
                Problem.UNAVAILABLE.because("The hub is read-only for maintenance; changes are taken again later"));
    }

    /** What can be got can be asked for its head, which the contract need not repeat. */
    private void bindHead(Router router, OpenAPIRoute route) {
        var operation = contract.operation(route.getOperation().getOperationId());
        if (operation.method().equals("GET")) {
            var head = router.head(Contract.routingPath(operation).replaceAll("\\{(\\w+)}", ":$1"));
            route.getHandlers().forEach(head::handler);
        }
    }

    private void answer(RoutingContext ctx, Bound bound) {
        Request request;
        try {
            request = request(ctx, bound);
        } catch (Refusal refusal) {
            Answers.refuse(ctx, refusal);
            return;
        }
        if (Streams.isOne(ctx, request)) {
            streams.open(
                    ctx,
                    request,
                    part -> dispatch.send(part.verticle(), part, Dispatch.Again.IF_SILENT, Streams.OPTIONS),
                    () -> admission.again(ctx, bound.access()));
            return;
        }
        send(request, bound).compose(reply -> admission.noted(request, reply)).onSuccess(reply -> {
            if (!bound.isRead()) {
                admission.changed(request);
            }
            if (reply.next() == null || ctx.request().method().equals(HttpMethod.HEAD)) {
                Answers.write(ctx, reply, bound.cacheable());
            } else {
                Parts.send(ctx, reply, next -> send(request.resumedAt(next), bound));
            }
        });
    }

    private static Request request(RoutingContext ctx, Bound bound) {
        boolean file = bound.inputs().isFile(ctx);
        boolean raw = bound.inputs().rawBytes() > 0;
        return new Request(
                bound.operation().id(),
                Arrival.requestId(ctx),
                Arrival.caller(ctx),
                Objects.requireNonNull(Admission.input(ctx)),
                bound.inputs().takesBody() && !file && !raw ? bound.inputs().body(ctx) : null,
                raw ? bound.inputs().raw(ctx) : null,
                bound.accepts().best(ctx),
                null);
    }

    private void take(RoutingContext ctx, Bound bound) {
        if (!bound.inputs().isFile(ctx)) {
            ctx.next();
            return;
        }
        try {
            bound.inputs().requireType(ctx);
        } catch (Refusal wrongType) {
            Answers.refuse(ctx, wrongType);
            return;
        }
        var request = request(ctx, bound);
        uploads.take(ctx, request)
                .compose(reply -> admission.noted(request, reply))
                .onSuccess(reply -> Answers.write(ctx, reply, bound.cacheable()));
    }

    private Future<Reply> send(Request request, Bound bound) {
        String verticle = bound.operation().verticle();
        return verticle.equals(GatewayVerticle.NAME)
                ? own.apply(request)
                : dispatch.send(verticle, request, bound.again(), bound.options());
    }
}
