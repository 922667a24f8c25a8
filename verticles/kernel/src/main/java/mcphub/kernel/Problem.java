package mcphub.kernel;

import java.util.List;
import java.util.Locale;

/** The ways a request is refused: the error format's {@code error}, with its HTTP status. */
public enum Problem {
    BAD_REQUEST(400),
    UNAUTHORIZED(401),
    FORBIDDEN(403),
    ACCOUNT_SUSPENDED(403),
    NOT_FOUND(404),
    DELETED(404),
    METHOD_NOT_ALLOWED(405),
    CONFLICT(409),
    PRECONDITION_FAILED(412),
    PAYLOAD_TOO_LARGE(413),
    URI_TOO_LONG(414),
    UNSUPPORTED_MEDIA_TYPE(415),
    RANGE_NOT_SATISFIABLE(416),
    UNPROCESSABLE(422),
    RATE_LIMITED(429),
    HEADERS_TOO_LARGE(431),
    INTERNAL_ERROR(500),
    UNAVAILABLE(503);

    private final int status;

    Problem(int status) {
        this.status = status;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The value of {@code error}: lower case. The value of {@code code} is {@link #name()}. */
    public String error() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A refusal to throw or to answer, with one plain sentence for the caller. */
    public Refusal because(String message) {
        return new Refusal(this, message, List.of());
    }

    /** The problem with this HTTP status; an unknown status below 500 is a bad request, from 500 on an internal error. */
    public static Problem ofStatus(int status) {
        for (Problem problem : values()) {
            if (problem.status == status) {
                return problem;
            }
        }
        return status < 500 ? BAD_REQUEST : INTERNAL_ERROR;
    }
}
