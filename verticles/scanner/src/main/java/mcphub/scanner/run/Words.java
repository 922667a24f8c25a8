package mcphub.scanner.run;

import java.util.Set;

/** Sets of names, written as one text. */
final class Words {
    private Words() {}

    static Set<String> of(String spaced) {
        return Set.of(spaced.split(" "));
    }
}
