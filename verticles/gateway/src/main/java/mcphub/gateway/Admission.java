package mcphub.gateway;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Objects;
import mcphub.kernel.Caller;
import mcphub.kernel.Contract;
import mcphub.kernel.Deletions;
import mcphub.kernel.Problem;
import mcphub.kernel.Refusal;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import org.jspecify.annotations.Nullable;

/** Lets calls in: finds out who asks, and whether who asks may. What is asked with a body is not read before that. */
final class Admission {
    private static final String REFUSED = "credential-refused";
    private static final String INPUT = "input";
    private static final String BEARER = "bearer ";

    private final Callers callers;
    private final Denials denials;
    private final Deletions deletions;

    Admission(Callers callers, Denials denials, Deletions deletions) {
        this.callers = callers;
        this.denials = denials;
        this.deletions = deletions;
    }

    /** Turns the credential into a caller. A bad one is refused only behind the limit: guesses are counted. */
    void identify(RoutingContext ctx) {
        String header = ctx.request().getHeader("authorization");
        if (header == null) {
            ctx.next();
            return;
        }
        if (!header.toLowerCase(Locale.ROOT).startsWith(BEARER)
                || header.substring(BEARER.length()).isBlank()) {
            ctx.put(
                    REFUSED,
                    Problem.UNAUTHORIZED.because("The Authorization header must be: Bearer, a space, a token"));
            ctx.next();
            return;
        }
        ctx.request().pause();
        callers.identify(header.substring(BEARER.length()).strip()).onComplete(answer -> {
            ctx.request().resume();
            if (answer.succeeded()) {
                Arrival.caller(ctx, answer.result().at(Arrival.clientAddress(ctx)));
            } else {
                ctx.put(REFUSED, answer.cause());
            }
            ctx.next();
        });
    }

    /** Reads the parameters, and goes on when the caller may do this with them. */
    void admit(RoutingContext ctx, Contract.Operation operation, Access access, Inputs inputs) {
        Caller caller = Arrival.caller(ctx);
        Refusal refusal = ctx.get(REFUSED);
        JsonObject input = new JsonObject();
        if (refusal == null) {
            try {
                if (!caller.isKnown() || caller.suspended()) {
                    refusal = access.refusal(caller, input);
                }
                if (refusal == null) {
                    input = inputs.parameters(ctx);
                    if (ctx.request().method().equals(HttpMethod.HEAD)) {
                        // RFC 9110, 14.2: only GET has ranges
                        input.remove("Range");
                    }
                    refusal = access.refusal(caller, input);
                }
            } catch (Refusal wrongInput) {
                Answers.refuse(ctx, wrongInput);
                return;
            }
        }
        if (refusal == null) {
            ctx.put(INPUT, input);
            ctx.next();
        } else {
            deny(ctx, new Request(operation.id(), Arrival.requestId(ctx), caller, input, null), refusal);
        }
    }

    /** Who asks, looked at anew: fails where the credential has ended meanwhile, or where its owner may no longer do this. */
    Future<Caller> again(RoutingContext ctx, Access access) {
        String header = ctx.request().getHeader("authorization");
        Future<Caller> asked = header == null
                ? Future.succeededFuture(Arrival.caller(ctx))
                : callers.identify(header.substring(BEARER.length()).strip())
                        .map(caller -> caller.at(Arrival.clientAddress(ctx)));
        return asked.map(caller -> {
            var refusal = access.refusal(caller, Objects.requireNonNull(input(ctx)));
            if (refusal != null) {
                throw refusal;
            }
            return caller;
        });
    }

    private void deny(RoutingContext ctx, Request request, Refusal refusal) {
        ctx.request().pause();
        denials.record(request, refusal)
                .compose(recorded -> deletions.explain(request, refusal))
                .onSuccess(told -> {
                    ctx.request().resume();
                    Answers.refuse(ctx, told);
                });
    }

    /** Writes down what a verticle denied, which knows more than the contract says. */
    Future<Reply> noted(Request request, Reply reply) {
        if (reply.status() != Problem.FORBIDDEN.status()) {
            return Future.succeededFuture(reply);
        }
        var body = new JsonObject(reply.body());
        var refusal = Problem.valueOf(body.getString("code")).because(body.getString("message"));
        return denials.record(request, refusal).map(reply);
    }

    /** Lets the next request see what this one changed. */
    void changed(Request request) {
        callers.changed(request);
    }

    /** The parameters that {@link #admit} read. */
    static @Nullable JsonObject input(RoutingContext ctx) {
        return ctx.get(INPUT);
    }
}
