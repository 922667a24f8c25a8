package mcphub.gateway;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import mcphub.kernel.Problem;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;

/** The hub's own pages: the catalog for people, the contract to read and to try. All from the class path; no other host is asked. */
final class Pages {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "png", "image/png",
            "svg", "image/svg+xml");
    /** Swagger UI sets style attributes and draws its icons from data URLs; scripts come from here and nowhere else. */
    private static final String CSP =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                    + " connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String NO_PAGE = "There is no such page";

    private final String viewer = "META-INF/resources/webjars/swagger-ui/" + viewerVersion() + "/";
    private final Map<String, Buffer> read = new ConcurrentHashMap<>();

    Future<Reply> home(Request request) {
        return page("home.html", "mcphub/gateway/");
    }

    Future<Reply> docs(Request request) {
        return page("docs.html", "mcphub/gateway/");
    }

    Future<Reply> join(Request request) {
        return page("join.html", "mcphub/gateway/");
    }

    /** A file of these pages, or of the viewer. */
    Future<Reply> asset(Request request) {
        String name = request.input().getString("asset");
        return page(name, name.startsWith("swagger-ui") ? viewer : "mcphub/gateway/");
    }

    private Future<Reply> page(String name, String folder) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null || !name.matches("[a-z][a-z0-9.-]*")) {
            throw Problem.NOT_FOUND.because(NO_PAGE);
        }
        return Future.succeededFuture(Reply.ok(type, content(folder + name))
                .with("content-security-policy", CSP)
                .with("cache-control", "no-cache"));
    }

    /** Only what exists is remembered: names are the caller's, and there is no end to them. */
    private Buffer content(String path) {
        var known = read.get(path);
        if (known != null) {
            return known;
        }
        try (InputStream in = Pages.class.getClassLoader().getResourceAsStream(path)) {
            if (in == null) {
                throw Problem.NOT_FOUND.because(NO_PAGE);
            }
            var content = Buffer.buffer(in.readAllBytes());
            read.put(path, content);
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String viewerVersion() {
        var properties = new Properties();
        try (InputStream in =
                Pages.class.getResourceAsStream("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
            properties.load(Objects.requireNonNull(in, "swagger-ui is not on the class path"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
