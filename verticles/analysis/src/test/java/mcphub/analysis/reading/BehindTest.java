package mcphub.analysis.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import mcphub.scanner.surface.Surface.HandOver;
import org.junit.jupiter.api.Test;

/** What is handed over to is told in one order, whichever was looked for first. */
final class BehindTest {
    @Test
    void the_order_in_which_packages_are_looked_for_tells_nothing() {
        record Found(HandOver by, String version, String why) {}
        var all = new ArrayList<Found>();
        for (String name : List.of("b", "a")) {
            for (String file : List.of("y.js", "x.js")) {
                for (String path : List.of("", "c.js")) {
                    all.add(new Found(new HandOver(file, name, path, false), file + path, "It is " + path));
                    all.add(new Found(new HandOver(file, name, path, true), "1.0.0", "It is " + file));
                }
            }
        }
        var told = new HashSet<List<Behind.Part>>();
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(all, new Random(seed));
            var behind = Behind.NONE;
            for (var each : all) {
                behind = behind.unread(each.by(), each.version(), each.why());
            }
            told.add(behind.parts());
        }
        assertThat(told).hasSize(1);
        assertThat(told.iterator().next())
                .extracting(part -> part.name() + ' ' + part.version() + ' ' + part.unread())
                .isSorted()
                .hasSize(10);
    }
}
