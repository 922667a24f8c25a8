package mcphub.scanner.run;

import java.util.regex.Pattern;

/** What a call of a package is to transports over HTTP. The first that a name matches is what it is. */
enum TransportCall {
    /** It asks who calls. */
    ASKS(
            ".*(?:requireBearerAuth|passport\\.authenticate|expressjwt|express-basic-auth|basicAuth|bearerAuth|BearerAuthBackend|BearerAuthProvider|OAuthProvider|withMcpAuth|AuthenticationMiddleware|AuthConfig|JWTVerifier).*"),
    /** It compares where a request comes from, or what that says of it. */
    COMPARES(
            ".*(?:hostHeaderValidation|localhostHostValidation|createMcpExpressApp|TransportSecuritySettings|TrustedHostMiddleware).*"),
    /** It makes a transport. */
    TRANSPORT(
            ".*\\.(?:SSEServerTransport|\\w*StreamableHTTPServerTransport|SseServerTransport|StreamableHTTPSessionManager|WebSocketServerTransport)|@hono/mcp\\.StreamableHTTPTransport|mcp-proxy\\.start(?:HTTP|SSE)Server|py:mcp\\.server\\.websocket\\.websocket_server|py:fastapi_mcp\\.FastApiMCP\\(\\)\\.mount\\w*"),
    /** It makes a server of Python. */
    SERVER("(?:py:(?:mcp|fastmcp)\\.(?:\\w+\\.){0,50}|fastmcp\\.)FastMCP"),
    /** It runs such a server. */
    RUN(
            "py:(?:mcp|fastmcp)\\.(?:\\w+\\.){0,50}FastMCP\\(\\)\\.(?:run(?:_async)?|run_(?:http|sse|streamable_http)_async|(?:http|sse|streamable_http)_app)|fastmcp\\.FastMCP\\(\\)\\.start"),
    OTHER(".*");

    private final Pattern names;

    TransportCall(String names) {
        this.names = Pattern.compile(names);
    }

    /** What a call of this name is. */
    static TransportCall of(String ref) {
        for (TransportCall each : values()) {
            if (each.names.matcher(ref).matches()) {
                return each;
            }
        }
        return OTHER;
    }
}
