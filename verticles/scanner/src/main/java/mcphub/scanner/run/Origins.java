package mcphub.scanner.run;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.Fn;
import mcphub.scanner.code.St;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Label;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** Which pages of other sites may call a server from a browser. */
final class Origins {
    private static final Set<String> CORS = Set.of(
            "cors",
            "@koa/cors",
            "hono/cors.cors",
            "@fastify/cors",
            "fastify-cors",
            "koa2-cors",
            "py:flask_cors.CORS",
            "py:aiohttp_cors.setup");
    private static final Set<String> MIDDLEWARE =
            Set.of("py:starlette.middleware.cors.CORSMiddleware", "py:fastapi.middleware.cors.CORSMiddleware");
    private static final Set<String> HEADERS = Set.of("setHeader", "header", "set", "append", "send_header");
    private static final List<String> SPELLINGS =
            List.of("Access-Control-Allow-Origin", "access-control-allow-origin", "Access-control-allow-origin");
    private static final String CREDENTIALS = "access-control-allow-credentials";
    private static final String ALLOWED = "access-control-allow-origin";

    /** Files that let browsers send the user's credentials along. */
    private final Set<String> allowing = new HashSet<>();

    private final Map<String, Flaw> echoes = new LinkedHashMap<>();
    private final Engine engine;

    Origins(Engine engine) {
        this.engine = engine;
    }

    /** Places where the origin of each request is allowed; worse where the user's credentials are sent along. */
    List<Flaw> echoed() {
        return echoes.values().stream()
                .map(each -> allowing.contains(each.file())
                        ? new Flaw(
                                "cors-credentials",
                                each.file(),
                                each.at(),
                                0,
                                null,
                                each.tool(),
                                each.says() + ", with the user's credentials")
                        : each)
                .toList();
    }

    void called(String name, Ex.Call call, Value callee, List<Value> arguments, Frame frame) {
        if (callee.refs().stream().anyMatch(CORS::contains)) {
            Box options = options(arguments);
            middleware(call, options, frame);
        }
        for (Value each : arguments) {
            if (name.equals("register") && each.refs().stream().anyMatch(CORS::contains)) {
                middleware(call, options(arguments), frame);
            }
            if (each.refs().stream().anyMatch(MIDDLEWARE::contains)) {
                middleware(call, options(arguments), frame);
            }
        }
        String header = HEADERS.contains(name) && arguments.size() >= 2
                ? lower(arguments.getFirst().only())
                : null;
        if (CREDENTIALS.equals(header)) {
            allowing.add(frame.file);
        } else if (ALLOWED.equals(header)) {
            header(arguments.get(1), call, frame);
        }
        headers(arguments, call, frame);
    }

    private static @Nullable String lower(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    private static @Nullable Box options(List<Value> arguments) {
        for (Value each : arguments.reversed()) {
            for (Box box : each.boxes()) {
                if (!box.isList && box.cls == null && box.target == null) {
                    return box;
                }
            }
        }
        return null;
    }

    /** Headers that are given as a map: of an answer, or in its options. */
    private void headers(List<Value> arguments, Ex.Call call, Frame frame) {
        for (Value each : arguments) {
            for (Box box : each.boxes()) {
                of(box, call, frame);
                var inner = box.fields.get("headers");
                if (inner != null) {
                    inner.boxes().forEach(b -> of(b, call, frame));
                }
            }
        }
    }

    private void of(Box map, Ex.Call call, Frame frame) {
        for (String name : SPELLINGS) {
            var value = map.fields.get(name);
            if (value != null) {
                header(value, call, frame);
            }
        }
    }

    private void header(Value value, Ex.Call call, Frame frame) {
        if (value.shapes().contains("*")) {
            report(call, "Pages of every site may call this server", false, frame);
        } else if ((value.labels() & Label.HTTP) != 0) {
            echoes.put(
                    frame.file + '|' + call.at(),
                    new Flaw(
                            "cors",
                            frame.file,
                            call.at(),
                            0,
                            null,
                            engine.tool(),
                            "The origin of each request is allowed, whatever it is"));
        }
    }

    private void middleware(Ex.Call call, @Nullable Box options, Frame frame) {
        boolean withCredentials = options != null
                && (isTrue(options, "credentials")
                        || isTrue(options, "allow_credentials")
                        || isTrue(options, "supports_credentials"));
        Value origin = null;
        for (String key : List.of("origin", "origins", "allow_origins", "allow_origin_regex")) {
            origin = origin == null && options != null ? options.fields.get(key) : origin;
        }
        boolean isAll = origin == null
                || origin.shapes().contains("*")
                || origin.shapes().contains("true")
                || origin.shapes().contains(".*")
                || origin.boxes().stream()
                        .anyMatch(box -> box.isList && box.all().shapes().contains("*"))
                || (!origin.closures().isEmpty() && origin.closures().stream().allMatch(each -> admitsAll(each.fn())));
        if (isAll) {
            report(call, "Pages of every site may call this server", withCredentials, frame);
        }
    }

    private static boolean isTrue(Box options, String key) {
        var value = options.fields.get(key);
        return value != null && "true".equals(value.only());
    }

    /** A function that looks at nothing. */
    private static boolean admitsAll(Fn fn) {
        return fn.body().size() == 1
                && switch (fn.body().getFirst()) {
                    case St.Return(Ex value) -> value != null && isPlain(value);
                    case St.Do(Ex value) -> isPlain(value);
                    default -> false;
                };
    }

    private static boolean isPlain(Ex value) {
        return switch (value) {
            case Ex.Name name -> true;
            case Ex.Lit(int at, Object literal) -> !Boolean.FALSE.equals(literal);
            case Ex.Call call -> call.args().stream().allMatch(Origins::isPlain);
            default -> false;
        };
    }

    private void report(Ex.Call call, String says, boolean withCredentials, Frame frame) {
        engine.sinks()
                .report(
                        withCredentials ? "cors-credentials" : "cors",
                        call.at(),
                        Value.UNKNOWN,
                        frame,
                        withCredentials ? says + ", with the user's credentials" : says);
    }
}
