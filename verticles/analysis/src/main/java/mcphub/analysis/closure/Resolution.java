package mcphub.analysis.closure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an installation brings.
 *
 * @param client who installs
 * @param name the package that is installed, or the project
 * @param isProject whether it is a folder in which things are installed, and not itself installed into one
 * @param needs what the folder asks for in which everything is installed
 * @param places in the order of their paths; the package itself stands among them, unless it is the project
 * @param troubles what could not be resolved, in a fixed order
 * @param inputs SHA-256 of what the registry said of all packages that were asked for
 */
public record Resolution(
        Client client,
        String name,
        String version,
        boolean isProject,
        List<Need> needs,
        List<Place> places,
        List<Trouble> troubles,
        String inputs) {

    public Resolution {
        needs = List.copyOf(needs);
        places = List.copyOf(places);
        troubles = List.copyOf(troubles);
    }

    /** Why a package is there. */
    public enum Scope {
        RUNTIME,
        OPTIONAL,
        PEER
    }

    /**
     * A package in a folder.
     *
     * @param path such as {@code node_modules/a/node_modules/b}
     * @param name its own name, whatever it is called where it stands
     * @param isLeftOut whether it has a place that stays empty on this client's machine, which it does not run on
     * @param needs in the order of their names
     */
    public record Place(
            String path,
            String name,
            String version,
            @Nullable String integrity,
            Scope scope,
            boolean isLeftOut,
            boolean hasInstallScript,
            @Nullable String deprecated,
            List<Need> needs) {
        public Place {
            needs = List.copyOf(needs);
        }
    }

    /**
     * What a package asks for.
     *
     * @param kind {@code required}, {@code optional}, {@code peer} or {@code optional peer}
     * @param path of what it gets; null where that is nothing
     * @param isMet false where it gets something else than it asks for, or nothing that it cannot do without
     */
    public record Need(
            String name, String spec, String kind, @Nullable String path, boolean isMet) {}

    /** What kind of thing could not be resolved. */
    public enum Kind {
        /** A package or release that the registry does not have. */
        MISSING,
        /** Something outside the registry. */
        ELSEWHERE,
        /** What an archive carries along, which nobody looked into. */
        BUNDLED,
        /** What an archive's own lock settles, which nobody looked into. */
        SHRINKWRAPPED,
        /** Peers that cannot agree; npm refuses to install them. */
        CONFLICT,
        /** It needs another machine; npm refuses to install it. */
        PLATFORM,
        /** More than the budget allows. */
        BUDGET,
        /** What the project lays down for packages below, which is not applied. */
        OVERRIDES
    }

    /**
     * Something that could not be resolved.
     *
     * @param name of the package that is asked for
     * @param spec what is asked for
     * @param from who asks for it, as name and version; empty: the package itself
     * @param isOptional whether an installation does without it
     */
    public record Trouble(Kind kind, String name, String spec, String from, String why, boolean isOptional) {}

    /**
     * A release that is brought.
     *
     * @param via who brings it, beginning with what the package itself asks for; empty where it does so
     */
    public record Brought(Place place, List<String> via) {
        public Brought {
            via = List.copyOf(via);
        }
    }

    /** Whether everything that an installation cannot do without is known. */
    public boolean isComplete() {
        return troubles.stream().allMatch(Trouble::isOptional);
    }

    /** Every release that is brought, the package itself left out, each once with the shortest way by which it is. */
    public List<Brought> brought() {
        var byPath = new HashMap<String, Place>();
        places.forEach(place -> byPath.put(place.path(), place));
        var self = isProject ? null : byPath.get("node_modules/" + name);
        var vias = vias(byPath, self);
        Map<List<String>, Brought> releases = new LinkedHashMap<>();
        for (var place : places) {
            if (!place.equals(self)) {
                var brought = new Brought(place, vias.getOrDefault(place.path(), List.of()));
                releases.merge(List.of(place.name(), place.version()), brought, (a, b) -> better(a, b) ? a : b);
            }
        }
        return new ArrayList<>(releases.values());
    }

    private Map<String, List<String>> vias(Map<String, Place> byPath, @Nullable Place self) {
        var vias = new HashMap<String, List<String>>();
        var queue = new ArrayDeque<Place>();
        if (self != null) {
            vias.put(self.path(), List.of());
        }
        follow(self == null ? needs : self.needs(), List.of(), byPath, vias, queue);
        while (!queue.isEmpty()) {
            var place = queue.remove();
            var above = vias.getOrDefault(place.path(), List.of());
            var via = Stream.concat(above.stream(), Stream.of(place.name())).toList();
            follow(place.needs(), via, byPath, vias, queue);
        }
        return vias;
    }

    private static void follow(
            List<Need> needs,
            List<String> via,
            Map<String, Place> byPath,
            Map<String, List<String>> vias,
            ArrayDeque<Place> queue) {
        for (var need : needs) {
            var to = need.path() == null ? null : byPath.get(need.path());
            if (to != null && vias.putIfAbsent(to.path(), via) == null) {
                queue.add(to);
            }
        }
    }

    /** Of two places, the one that is really filled, needed most, and nearest. */
    private static boolean better(Brought one, Brought other) {
        return Comparator.comparing((Brought brought) -> brought.place().isLeftOut())
                        .thenComparing(brought -> brought.place().scope() == Scope.OPTIONAL)
                        .thenComparingInt(brought -> brought.via().size())
                        .compare(one, other)
                <= 0;
    }
}
