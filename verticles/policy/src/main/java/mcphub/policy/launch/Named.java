package mcphub.policy.launch;

import java.util.ArrayList;
import java.util.List;
import mcphub.policy.launch.Flags.Role;
import mcphub.policy.launch.Flags.Takes;
import mcphub.policy.launch.Launchers.Launcher;

/** The packages that a line may name which is not understood: by flags, as the first word, and as each one behind it as long as the one before may be the value of a flag. */
final class Named {
    private Named() {}

    /** A variable may be a flag, several words, or none. */
    static boolean isVariable(String word) {
        return GitSource.isVariable(word) && "$%{".indexOf(word.charAt(0)) >= 0;
    }

    static List<String> in(Launcher launcher, List<String> verb, List<String> words) {
        var named = new ArrayList<String>();
        int verbs = 0;
        boolean mayBeValue = false;
        boolean isFound = launcher.script();
        for (int i = 0; i < words.size() && (launcher.throughout() || launcher.script() || !isFound); i++) {
            String word = words.get(i);
            if (verbs < verb.size() && word.equals(verb.get(verbs))) {
                verbs++;
                mayBeValue = false;
                continue;
            }
            if (word.equals("--")) {
                mayBeValue = false;
                continue;
            }
            if (!word.startsWith("-")) {
                if (!isFound && verbs == verb.size()) {
                    named.add(word);
                    isFound = !mayBeValue && !isVariable(word);
                }
                mayBeValue = false;
                continue;
            }
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            var flag = launcher.flags().get(name);
            var sure = flag == null && verbs < verb.size() ? launcher.before().get(name) : flag;
            boolean takes = sure != null && sure.takes() == Takes.VALUE;
            if (sure != null && takes && (sure.role() == Role.PACKAGE || sure.role() == Role.WITH)) {
                named.add(equals >= 0 ? word.substring(equals + 1) : i + 1 < words.size() ? words.get(i + 1) : "");
            }
            mayBeValue = equals < 0 && (sure == null || sure.takes() == Takes.UNSURE);
            i += takes && equals < 0 ? 1 : 0;
        }
        return named;
    }
}
