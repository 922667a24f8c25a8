package mcphub.analysis.reading;

import java.util.Optional;
import java.util.regex.Pattern;
import mcphub.scanner.Specifiers;

/** Packages that servers are made with: who only hands over to one of them makes a server of its own. They are told by their real names, whatever a manifest calls them. */
final class Frameworks {
    private static final Pattern FRAMEWORK = Pattern.compile(
            "@modelcontextprotocol/(?:sdk|server|client|core|node|express|hono|fastify|ext-apps)(?:/.*)?|(?:fastmcp|mcp-framework|litemcp|easy-mcp|xmcp|mcp-handler|@vercel/mcp-adapter|@smithery/(?:sdk|cli))(?:/.*)?");

    private static final Pattern CLIENT =
            Pattern.compile("@modelcontextprotocol/(?:client|sdk/(?:client|shared|inMemory|types).*|core)(?:/.*)?");

    private final Source source;

    Frameworks(Source source) {
        this.source = source;
    }

    /** Whether it is one of them that a file imports. */
    boolean has(String file, String specifier) {
        return FRAMEWORK.matcher(real(file, specifier)).matches();
    }

    /** The same, without what only makes clients. */
    boolean makesServers(String file, String specifier) {
        String real = real(file, specifier);
        return FRAMEWORK.matcher(real).matches() && !CLIENT.matcher(real).matches();
    }

    /** What is really installed; nothing where that comes from no registry. */
    private String real(String file, String specifier) {
        String name = Specifiers.packageName(specifier);
        var asked = manifest(file).stream()
                .flatMap(own -> own.installed().stream())
                .filter(each -> each.name().equals(name))
                .map(Dependency::requirement)
                .findFirst()
                .orElse(null);
        if (asked == null || file.endsWith(".py")) {
            return specifier;
        }
        String range = Alias.range(asked);
        // a catalogue of versions has the same name
        boolean isOfRegistry = range.startsWith("catalog:") || (range.indexOf(':') < 0 && range.indexOf('/') < 0);
        return isOfRegistry ? Alias.name(name, asked) + specifier.substring(name.length()) : "";
    }

    /** Of the package that a file is in. */
    private Optional<Manifest> manifest(String file) {
        String home = Specifiers.packageOf(file);
        if (home.isEmpty()) {
            return source.manifest();
        }
        String path = file.substring(0, file.lastIndexOf(home + '/')) + home + '/' + Manifests.PACKAGE;
        return source.behind().manifests().stream()
                .filter(each -> each.file().path().equals(path))
                .findFirst()
                .or(() -> source.text(path).flatMap(text -> Manifests.read(text, text.text())));
    }
}
