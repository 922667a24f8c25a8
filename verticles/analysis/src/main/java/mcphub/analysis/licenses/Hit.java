package mcphub.analysis.licenses;

import mcphub.analysis.licenses.Listed.Template;

/** A licence at a place: from a character to another. */
record Hit(Template template, int start, int end) {
    boolean overlaps(Hit other) {
        return start < other.end && other.start < end;
    }

    /** Whether another is nearly as much of the text, with nearly as many words of its own. */
    boolean isAlike(Hit other) {
        int words = template.words().count();
        return Math.abs((end - start) - (other.end - other.start)) <= (end - start) / 50
                && Math.abs(words - other.template.words().count()) <= words / 20;
    }

    Hit from(int earlier) {
        return new Hit(template, earlier, end);
    }
}
