package mcphub.gateway;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import mcphub.kernel.Contract;
import mcphub.kernel.Problem;
import mcphub.kernel.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives the router's own failures the error format: unknown paths, wrong methods, bodies too large, and what nobody foresaw. */
final class Failures {
    private static final Logger log = LoggerFactory.getLogger(Failures.class);
    private static final int[] STATUSES = {400, 401, 403, 404, 405, 406, 413, 414, 415, 431, 500, 501, 503};

    private final Map<String, Pattern> paths = new TreeMap<>();
    private final Contract contract;

    Failures(Contract contract) {
        this.contract = contract;
        contract.operations()
                .forEach(o -> paths.put(
                        o.path(), Pattern.compile(Contract.routingPath(o).replaceAll("\\{\\w+}", "[^/]+"))));
    }

    void register(Router router) {
        for (int status : STATUSES) {
            router.errorHandler(status, ctx -> answer(ctx, status));
        }
    }

    private void answer(RoutingContext ctx, int status) {
        Throwable cause = ctx.failure();
        if (cause instanceof Refusal refusal) {
            Answers.refuse(ctx, refusal);
            return;
        }
        if (status >= 500) {
            log.error(
                    "{} {} failed in the router",
                    Arrival.requestId(ctx),
                    ctx.request().method(),
                    cause);
        }
        if (status == 405) {
            ctx.response()
                    .putHeader("allow", String.join(", ", allowed(ctx.request().path())));
        }
        Answers.refuse(ctx, refusal(status, ctx));
    }

    private Refusal refusal(int status, RoutingContext ctx) {
        var problem = Problem.ofStatus(status);
        return switch (problem) {
            case NOT_FOUND, DELETED ->
                problem.because("There is nothing at this path; the contract is at /api/v1/openapi.yaml");
            case METHOD_NOT_ALLOWED ->
                problem.because("This path does not take " + ctx.request().method() + ", only "
                        + String.join(", ", allowed(ctx.request().path())));
            case PAYLOAD_TOO_LARGE -> problem.because("The request body is too large");
            case INTERNAL_ERROR -> problem.because("Something went wrong on our side; the request id helps to find it");
            case BAD_REQUEST ->
                problem.because("The request cannot be read: the path or query is not valid percent-encoded UTF-8");
            case UNAUTHORIZED,
                    FORBIDDEN,
                    ACCOUNT_SUSPENDED,
                    CONFLICT,
                    PRECONDITION_FAILED,
                    URI_TOO_LONG,
                    UNSUPPORTED_MEDIA_TYPE,
                    RANGE_NOT_SATISFIABLE,
                    UNPROCESSABLE,
                    RATE_LIMITED,
                    HEADERS_TOO_LARGE,
                    UNAVAILABLE -> problem.because("The request was refused");
        };
    }

    private Set<String> allowed(String path) {
        var methods = new TreeSet<String>();
        contract.operations().forEach(o -> {
            Pattern pattern = paths.get(o.path());
            if (pattern != null && pattern.matcher(path).matches()) {
                methods.add(o.method());
            }
        });
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return methods;
    }
}
