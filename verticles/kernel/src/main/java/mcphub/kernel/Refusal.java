package mcphub.kernel;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** A request that is refused, with what the caller is told. It carries no stack trace: it is an answer, not a failure. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * One field that was wrong.
     *
     * @param field parameter name, or path inside the body such as {@code mcps[3].name}
     * @param message what was wrong and what was expected
     */
    public record Detail(String field, String message) {}

    private final Problem problem;
    private final transient List<Detail> details;

    /** A refusal with the fields that were wrong; the list may be empty. */
    public Refusal(Problem problem, String message, List<Detail> details) {
        super(message, null, false, false);
        this.problem = problem;
        this.details = List.copyOf(details);
    }

    /** Which problem it is. */
    public Problem problem() {
        return problem;
    }

    /** The answer in the error format of the specification. */
    public Reply reply(String requestId) {
        var body = new JsonObject()
                .put("error", problem.error())
                .put("message", getMessage())
                .put("code", problem.name())
                .put("request_id", requestId);
        if (!details.isEmpty()) {
            var list = new JsonArray();
            details.forEach(
                    d -> list.add(new JsonObject().put("field", d.field()).put("message", d.message())));
            body.put("details", list);
        }
        return Reply.json(problem.status(), body.toBuffer());
    }
}
