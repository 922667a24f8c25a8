package mcphub.scanner.run;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** The places where checks of certificates are switched off, and the objects that carry that to connections. */
final class Unchecked {
    private static final String MARK = "#unverified:";
    private static final int MOST_LOOKED_AT = 40;
    private static final int MOST_OF_ONE = 8;
    private static final List<String> HOSTS =
            List.of("host", "hostname", "url", "baseURL", "baseUrl", "base_url", "node", "server");
    private static final Pattern LOOPBACK = Pattern.compile(
            "(?:(?:https?|wss?)://)?(?:localhost|127\\.0\\.0\\.1|\\[?::1]?)(?:[:/?\2\1].*)?", Pattern.DOTALL);

    static final class Place {
        final String file;
        final int at;
        final String says;
        /** The option that says it; null for what is none. */
        @Nullable
        String name;

        boolean isAlways;
        boolean isDropped;
        boolean isLocal;

        Place(String file, int at, String says) {
            this.file = file;
            this.at = at;
            this.says = says;
        }
    }

    private final Budget budget;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final List<Place> places = new ArrayList<>();
    private final IdentityHashMap<Box, Set<Place>> byBox = new IdentityHashMap<>();

    Unchecked(Budget budget) {
        this.budget = budget;
    }

    boolean isEmpty() {
        return byBox.isEmpty();
    }

    List<Flaw> found() {
        return places.stream()
                .filter(each -> !each.isDropped)
                .map(each -> new Flaw(
                        each.isAlways && !each.isLocal ? "tls" : "tls-option",
                        each.file,
                        each.at,
                        0,
                        null,
                        null,
                        each.says
                                + (each.isLocal
                                        ? ", of a server on this machine"
                                        : each.isAlways ? "" : ", where the operator says so")))
                .toList();
    }

    /** What one object was told stands in another one, too, unless that one says otherwise. */
    void copied(Box from, Box to) {
        for (Place each : List.copyOf(byBox.getOrDefault(from, Set.of()))) {
            if (each.name == null || Objects.equals(from.fields.get(each.name), to.fields.get(each.name))) {
                carries(to, each);
            } else {
                each.isDropped = true;
            }
        }
    }

    /** What a package makes of options that check nothing checks nothing. */
    Value made(Value given, List<Value> arguments) {
        if (byBox.isEmpty()) {
            return given;
        }
        Set<String> refs = given.refs();
        for (Value each : arguments) {
            for (Place place : within(each, 1)) {
                refs = refs.size() > 8 ? refs : union(refs, MARK + numbers.get(place.file + '|' + place.at));
            }
        }
        return refs.equals(given.refs())
                ? given
                : new Value(
                        given.labels(),
                        given.safe(),
                        given.shapes(),
                        refs,
                        given.closures(),
                        given.boxes(),
                        given.step());
    }

    private static Set<String> union(Set<String> all, String one) {
        var more = new LinkedHashSet<>(all);
        more.add(one);
        return more;
    }

    /** The places whose objects stand in a value, not far below. */
    Set<Place> within(Value value, int depth) {
        var all = new LinkedHashSet<Place>();
        budget.spend(gather(value, depth, all, 0) / 8);
        return all;
    }

    private int gather(Value value, int depth, Set<Place> into, int before) {
        for (String ref : value.refs()) {
            if (ref.startsWith(MARK)) {
                into.add(places.get(Integer.parseInt(ref.substring(MARK.length()))));
            }
        }
        int seen = before;
        for (Box box : value.boxes()) {
            into.addAll(byBox.getOrDefault(box, Set.of()));
            for (Value each : depth > 0 ? box.fields.values() : List.<Value>of()) {
                if (++seen > MOST_LOOKED_AT) {
                    return seen;
                }
                seen = each.boxes().isEmpty() && each.refs().isEmpty() ? seen : gather(each, depth - 1, into, seen);
            }
        }
        return seen;
    }

    static boolean isLoopback(Value value) {
        if (value.shapes().stream().anyMatch(shape -> LOOPBACK.matcher(shape).matches())) {
            return true;
        }
        return value.boxes().stream().anyMatch(Unchecked::isLoopback);
    }

    private static boolean isLoopback(Box box) {
        return HOSTS.stream()
                .map(box.fields::get)
                .anyMatch(host -> host != null
                        && host.shapes().stream()
                                .anyMatch(shape -> LOOPBACK.matcher(shape).matches()));
    }

    private void carries(Box box, Place place) {
        var all = byBox.computeIfAbsent(box, b -> new LinkedHashSet<>());
        if (all.size() < MOST_OF_ONE) {
            all.add(place);
        }
    }

    /** Another one, or the same once more. */
    Place add(int at, boolean isAlways, @Nullable Box box, Frame frame) {
        int number = numbers.computeIfAbsent(frame.file + '|' + at, key -> {
            places.add(new Place(frame.file, at, "Certificates are not checked"));
            return places.size() - 1;
        });
        var place = places.get(number);
        place.isAlways |= isAlways;
        if (box != null) {
            place.isLocal |= isLoopback(box);
            carries(box, place);
        }
        return place;
    }
}
