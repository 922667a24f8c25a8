package mcphub.gateway;

import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;
import java.util.List;
import java.util.regex.Pattern;
import mcphub.kernel.Contract;

/** Makes what stands behind an id in the last segment ({@code …/{reportId}.pdf}) a segment of its own, as in the router's copy of the contract. */
final class Suffixes implements PlatformHandler {
    /** The paths that have one: what stands before, and what behind. */
    private final List<Pattern> paths;

    Suffixes(Contract contract) {
        this.paths = contract.operations().stream()
                .filter(operation -> !Contract.routingPath(operation).equals(operation.path()))
                .map(operation -> Pattern.compile("("
                        + operation
                                .path()
                                .replaceFirst("}(\\.\\w+)$", "})(\\\\$1")
                                .replaceAll("\\{\\w+}", "[^/]+?") + ")"))
                .toList();
    }

    @Override
    public void handle(RoutingContext ctx) {
        for (Pattern pattern : paths) {
            var path = pattern.matcher(ctx.request().path());
            if (path.matches()) {
                ctx.reroute(path.group(1) + "/~" + path.group(2));
                return;
            }
        }
        ctx.next();
    }
}
