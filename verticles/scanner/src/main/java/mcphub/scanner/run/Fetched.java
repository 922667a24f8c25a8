package mcphub.scanner.run;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mcphub.scanner.code.Ex;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Label;
import mcphub.scanner.values.Value;

/** Programs that come from an address of the author's, are stored as files, and started. */
final class Fetched {
    private final Engine engine;
    /** Files that hold what an address gave. */
    private final Set<String> files = new HashSet<>();
    /** Files of the program that compare digests. */
    private final Set<String> hashing = new HashSet<>();

    Fetched(Engine engine) {
        this.engine = engine;
    }

    /** A file of the program makes a digest, to compare it with. */
    void compares(String file) {
        hashing.add(file);
    }

    /** A file is written. */
    void stored(String ref, List<Value> arguments) {
        boolean isGot = ref.endsWith("urlretrieve")
                ? FixedAddresses.host(arguments.getFirst()) != null
                : Carried.in(arguments.subList(1, arguments.size()), Label.AFAR, engine.budget())
                                .labels()
                        != 0;
        Value path = ref.endsWith("urlretrieve") ? arguments.get(1) : arguments.getFirst();
        if (isGot) {
            path.shapes().stream()
                    .filter(shape -> shape.chars().filter(c -> c > Value.OTHER).count() > 3)
                    .forEach(files::add);
        }
    }

    /** A program is started. */
    void started(List<Value> arguments, Ex.Call call, Frame frame) {
        boolean isFetched = false;
        boolean isDetached = false;
        for (Value each : arguments) {
            isFetched |= each.shapes().stream().anyMatch(files::contains)
                    || engine.elements(each).shapes().stream().anyMatch(files::contains);
            for (Box box : each.boxes()) {
                var detached = box.isList ? null : box.fields.get("detached");
                isDetached |= detached != null && "true".equals(detached.only());
            }
        }
        if (isDetached) {
            engine.sinks()
                    .report(
                            "detached",
                            call.at(),
                            Value.UNKNOWN,
                            frame,
                            "A program is started that goes on when this one is gone");
        }
        if (isFetched && !hashing.contains(frame.file)) {
            engine.sinks()
                    .report(
                            isDetached ? "fetched-hidden" : "fetched-run",
                            call.at(),
                            Value.UNKNOWN,
                            frame,
                            "What an address that stands in the code gives is stored and started"
                                    + (isDetached ? ", apart from this program" : ""));
        }
    }
}
