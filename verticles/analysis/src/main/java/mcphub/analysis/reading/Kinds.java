package mcphub.analysis.reading;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mcphub.analysis.reading.Kind.What;
import mcphub.scanner.Specifiers;
import mcphub.scanner.surface.Surface;
import mcphub.scanner.surface.Surface.HandOver;
import mcphub.scanner.surface.Surface.Place;

/** Tells what a source is. Who is in doubt says so: a server must never be called none. */
final class Kinds {
    private static final Pattern OF_MCP = Pattern.compile("(?i).*(?:mcp|modelcontextprotocol).*");
    /** Settings of hosts that call what is exported. */
    private static final Set<String> HOSTS = Set.of(
            "smithery.yaml",
            "wrangler.toml",
            "wrangler.json",
            "wrangler.jsonc",
            "vercel.json",
            "netlify.toml",
            "serverless.yml",
            "xmcp.config.ts");

    private final Source source;
    private final Surface surface;
    private final Reached ways;
    private final Frameworks frameworks;
    /** Whether a file runs where an entry point is started or imported. */
    private final Predicate<String> runs;

    private Kinds(Source source) {
        this.source = source;
        this.surface = source.surface();
        this.ways = source.ways();
        this.frameworks = new Frameworks(source);
        this.runs = ways.isKnown() ? source.reached()::contains : path -> true;
    }

    static Kind of(Source source) {
        return new Kinds(source).kind();
    }

    private Kind kind() {
        var parts = parts();
        var offers = surface.started().offers();
        var offer = offers.stream().filter(this::isOwn).findFirst();
        var uncalled = uncalled();
        var unread = parts.stream().filter(part -> part.unread() != null).findFirst();
        // where it offers something itself, it has parts only if none of that is started with it
        boolean isShell = !parts.isEmpty()
                && (unread.isPresent()
                        || Stream.concat(offers.stream(), uncalled.stream()).anyMatch(place -> !isOwn(place)));
        if (offer.isPresent() && !isShell) {
            boolean isMade = surface.servers().contains(offer.get());
            String does = isMade ? "It makes a server with " : "It offers ";
            return new Kind(
                    What.SERVER, does + told(offer.get()) + since(offer.get().file()), parts);
        }
        if (uncalled.isPresent() && (parts.isEmpty() || (isOwn(uncalled.get()) && !isShell))) {
            String why =
                    "It offers " + told(uncalled.get()) + since(uncalled.get().file());
            return new Kind(What.SERVER, why, parts);
        }
        var listener =
                surface.started().listeners().stream().filter(this::isOwn).findFirst();
        if (listener.isPresent() && offers.isEmpty()) {
            var server = surface.servers().stream()
                    .filter(place -> runs.test(place.file()))
                    .findFirst();
            if (server.isPresent()) {
                String why = "It listens with " + told(listener.get()) + ", and makes " + told(server.get());
                return new Kind(What.SERVER, why, parts);
            }
            return new Kind(What.PROXY, "It listens with " + told(listener.get()) + ", and makes no server", parts);
        }
        boolean isFound = !offers.isEmpty()
                || uncalled.isPresent()
                || !surface.started().listeners().isEmpty();
        if (!parts.isEmpty() && (isFound || unread.isPresent())) {
            String why = unread.map(part -> part.name() + " was not read: " + part.unread())
                    .orElse("Its code is read, too");
            return new Kind(What.THIN_SHELL, TextFile.message(handsOver(parts) + ". " + why), parts);
        }
        return new KindDoubts(source, surface, ways, frameworks, runs)
                .first()
                .map(why -> new Kind(What.UNSEEN, TextFile.message(why + since("")), parts))
                .orElseGet(() -> new Kind(What.NOT_AN_MCP_SERVER, TextFile.message(none()), parts));
    }

    /** Why all of the package is taken for reached, where no name leads to a file. */
    private String since(String file) {
        return ways.open() == null || source.followed().contains(file) ? "" : ". " + TextFile.oneLine(ways.open());
    }

    private static String handsOver(List<Behind.Part> parts) {
        return "It hands over to "
                + parts.stream()
                        .map(part -> part.name() + (part.version() == null ? "" : " " + part.version()))
                        .limit(3)
                        .collect(Collectors.joining(", "))
                + (parts.size() > 3 ? " and " + (parts.size() - 3) + " more" : "");
    }

    private boolean isOwn(Place place) {
        return !source.behind().reached().contains(place.file());
    }

    static String told(Place place) {
        return TextFile.oneLine(place.what()) + " (" + place.file() + ':' + place.line() + ')';
    }

    /** What is offered by name in functions that nobody was seen to call, where a program is started, or a host calls them. */
    private Optional<Place> uncalled() {
        boolean isHosted = source.paths().stream().anyMatch(HOSTS::contains);
        var started = ways.started();
        return Stream.of(
                        surface.tools().stream().map(each -> new Place(each.name(), each.file(), each.line())),
                        surface.prompts().stream().map(each -> new Place(each.name(), each.file(), each.line())),
                        surface.resources().stream().map(each -> new Place(each.uri(), each.file(), each.line())))
                .flatMap(places -> places)
                .filter(place -> !ways.isKnown() || isHosted || started.contains(place.file()) || !isOwn(place))
                .filter(place -> runs.test(place.file()))
                .findFirst();
    }

    /** What was looked for behind, and what was not. */
    private List<Behind.Part> parts() {
        var all = new LinkedHashSet<>(source.behind().parts());
        open(source).forEach(each -> all.add(new Behind.Part(each.to(), null, null, "Nobody looked for it")));
        return List.copyOf(all);
    }

    /** What a source hands over to, and nobody looked for yet. */
    static List<HandOver> open(Source source) {
        return new Kinds(source)
                .handOvers().stream().filter(each -> !source.behind().has(each)).toList();
    }

    private List<HandOver> handOvers() {
        var offers = Stream.concat(surface.started().offers().stream(), uncalled().stream())
                .filter(this::isOwn)
                .toList();
        var programs = ways.started();
        if (offers.stream().anyMatch(place -> programs.isEmpty() || programs.contains(place.file()))) {
            return List.of();
        }
        var chain = chain();
        var offering = surface.started().offers().stream()
                .map(place -> Specifiers.packageOf(place.file()))
                .collect(Collectors.toSet());
        var found = new ArrayList<HandOver>();
        for (HandOver each : surface.handsOver()) {
            // who is started counts; what is offered to whoever imports it may be there for show
            boolean mayCount = source.behind().reached().contains(each.file())
                    ? !offering.contains(Specifiers.packageOf(each.file()))
                    : offers.isEmpty() || programs.contains(each.file());
            if (mayCount
                    && chain.contains(each.file())
                    && !each.isInside()
                    && !isSelf(each.to())
                    && !frameworks.has(each.file(), each.to())) {
                found.add(each);
            }
        }
        if (found.isEmpty() && offers.isEmpty()) {
            var started = ways.started();
            ways.packages().forEach((specifier, file) -> {
                String name = Specifiers.packageName(specifier);
                boolean mayStart = started.isEmpty() || started.contains(file);
                if (mayStart && OF_MCP.matcher(name).matches() && !frameworks.has(file, specifier) && !isSelf(name)) {
                    String path = specifier.substring(Math.min(specifier.length(), name.length() + 1));
                    found.add(new HandOver(file, name, path, false));
                }
            });
        }
        return found;
    }

    private boolean isSelf(String name) {
        return source.manifest()
                .flatMap(own -> own.field("name"))
                .filter(name::equals)
                .isPresent();
    }

    /** The entries, and the files to which those lead that do nothing else. */
    private Set<String> chain() {
        var chain = new TreeSet<>(ways.entries());
        chain.addAll(source.behind().entries());
        if (!ways.isKnown()) {
            source.productCode().forEach(file -> chain.add(file.path()));
        }
        var waiting = new ArrayDeque<>(chain);
        while (!waiting.isEmpty()) {
            String file = waiting.removeFirst();
            surface.handsOver().stream()
                    .filter(each -> each.isInside() && each.file().equals(file))
                    .map(each -> each.to().substring(2))
                    .filter(chain::add)
                    .forEach(waiting::add);
        }
        return chain;
    }

    private String none() {
        return Stream.concat(
                        surface.servers().stream(),
                        surface.tools().stream().map(each -> new Place(each.name(), each.file(), each.line())))
                .filter(place -> runs.test(place.file()))
                .findFirst()
                .map(place -> "It makes servers only for who imports it: " + told(place))
                .orElse("All of its code was read, and none of it offers anything as an MCP server does");
    }
}
