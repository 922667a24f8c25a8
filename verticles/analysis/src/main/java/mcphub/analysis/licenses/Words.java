package mcphub.analysis.licenses;

import java.util.Arrays;

/**
 * The words of a text, each as a number and with where it stands. Words of one character are left out: they are the numbers and letters of paragraphs, which licences may
 * be copied with or without.
 */
final class Words {
    /** How many words in a row are looked up as one. */
    static final int RUN = 3;

    private static final int MOST = 60_000;
    private static final int LICENCE = hash("licence");
    private static final int LICENSE = hash("license");

    private final int[] words;
    private final int[] starts;
    private final int[] ends;

    private Words(int[] words, int[] starts, int[] ends) {
        this.words = words;
        this.starts = starts;
        this.ends = ends;
    }

    static Words of(String text) {
        int[] words = new int[Math.min(MOST, text.length() / 3 + 1)];
        int[] starts = new int[words.length];
        int[] ends = new int[words.length];
        int count = 0;
        int at = 0;
        while (at < text.length() && count < words.length) {
            int start = at;
            int hash = 0;
            while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
                hash = 31 * hash + Character.toLowerCase(text.charAt(at));
                at++;
            }
            if (at - start > 1) {
                words[count] = hash == LICENCE ? LICENSE : hash;
                starts[count] = start;
                ends[count++] = at;
            }
            at = at == start ? at + 1 : at;
        }
        return new Words(Arrays.copyOf(words, count), Arrays.copyOf(starts, count), Arrays.copyOf(ends, count));
    }

    private static int hash(String word) {
        return word.hashCode();
    }

    int count() {
        return words.length;
    }

    int word(int index) {
        return words[index];
    }

    /** Where a word begins in the text. */
    int start(int index) {
        return starts[index];
    }

    /** The first word that begins at a position or behind it; their number where none does. */
    int from(int position) {
        int found = Arrays.binarySearch(starts, position);
        return found >= 0 ? found : -found - 1;
    }

    /** Where the text ends that is so many words long and begins with this one. */
    int end(int index, int length) {
        return ends[Math.min(ends.length, index + length) - 1];
    }

    /** The words that begin here, as one number. */
    int run(int index) {
        int hash = words[index];
        for (int i = 1; i < RUN; i++) {
            hash = hash * 0x9E3779B1 + Integer.rotateLeft(words[index + i], 7 * i);
        }
        return hash;
    }

    /** How many runs there are. */
    int runs() {
        return Math.max(0, words.length - RUN + 1);
    }

    /** Whether other words stand here, as far as so many of them. */
    boolean has(int index, Words other, int from, int length) {
        return index >= 0
                && index + length <= words.length
                && Arrays.equals(words, index, index + length, other.words, from, from + length);
    }
}
