package mcphub.analysis.closure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an installation brings.
 *
 * @param client who installs
 * @param name the package that is installed
 * @param needs what the folder asks for in which everything is installed
 * @param places in the order of their paths; the package itself stands among them
 * @param troubles what could not be resolved, in a fixed order
 * @param inputs SHA-256 of what the registry said of all packages that were asked for
 */
public record Resolution(
        Client client,
        String name,
        String version,
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
     * @param spec what is asked for; an address without who signs in there
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
        /** More than the budget allows, or than is told. */
        BUDGET
    }

    /**
     * Something that could not be resolved.
     *
     * @param name of the package that is asked for
     * @param spec what is asked for; an address without who signs in there
     * @param from who asks for it, as name and version; empty: the package itself
     * @param isOptional whether an installation does without it
     */
    public record Trouble(Kind kind, String name, String spec, String from, String why, boolean isOptional) {}

    /** Whether everything that an installation cannot do without is known. */
    public boolean isComplete() {
        return troubles.stream().allMatch(Trouble::isOptional);
    }
}
