package mcphub.scanner.surface;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import mcphub.scanner.surface.Surface.Place;
import mcphub.scanner.surface.Surface.Started;

/** Where servers and transports are made, and which of it, and of what is offered, entry points start. */
final class Begun {
    private static final int MOST = 2_000;

    private final SortedSet<String> transports = new TreeSet<>();
    private final Map<String, Place> servers = new TreeMap<>();
    private final Map<String, Place> listeners = new TreeMap<>();
    private final Map<String, Place> offers = new TreeMap<>();
    private final Map<String, Place> listening = new TreeMap<>();
    private final Map<String, Place> beside = new TreeMap<>();
    /** Whether what runs was begun by an entry point. */
    boolean isStarted;
    /** Whether it was begun by a file that no entry point leads to. */
    boolean isBeside;
    /** Whether all was run that there is. */
    boolean isWhole = true;

    void server(Place place) {
        servers.put(key(place), place);
        offered(place);
    }

    void listener(String kind, Place place) {
        transports.add(kind);
        listeners.put(key(place) + kind, place);
        if (isStarted) {
            listening.putIfAbsent(key(place), place);
        }
    }

    void offered(Place place) {
        if (isStarted && offers.size() < MOST) {
            offers.putIfAbsent(key(place), place);
        } else if (isBeside && beside.size() < MOST) {
            beside.putIfAbsent(key(place), place);
        }
    }

    private static String key(Place place) {
        return place.file() + '|' + place.line();
    }

    boolean isEmpty() {
        return servers.isEmpty() && listeners.isEmpty();
    }

    /** Whether an entry point makes a transport. */
    boolean isListening() {
        return !listening.isEmpty();
    }

    SortedSet<String> transports() {
        return transports;
    }

    List<Place> servers() {
        return List.copyOf(servers.values());
    }

    List<Place> listeners() {
        return List.copyOf(listeners.values());
    }

    Started started() {
        return new Started(
                List.copyOf(offers.values()), List.copyOf(listening.values()), List.copyOf(beside.values()), isWhole);
    }
}
