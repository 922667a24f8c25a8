package mcphub.analysis.closure;

import java.util.Comparator;
import java.util.Locale;

/** The order in which npm goes through names and paths: that of English words, punctuation before digits before letters, which decides who gets a place first. */
final class NameOrder implements Comparator<String> {
    static final NameOrder INSTANCE = new NameOrder();

    private static final String SIGNS = " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";

    private NameOrder() {}

    @Override
    public int compare(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        for (int i = 0; i < Math.min(a.length(), b.length()); i++) {
            int order = Integer.compare(weight(a.charAt(i)), weight(b.charAt(i)));
            if (order != 0) {
                return order;
            }
        }
        int length = Integer.compare(a.length(), b.length());
        // the same but for case: the small letter comes first, other than in Unicode
        return length != 0 ? length : other.compareTo(one);
    }

    private static int weight(char sign) {
        int place = SIGNS.indexOf(sign);
        return place >= 0 ? place : SIGNS.length() + sign;
    }
}
