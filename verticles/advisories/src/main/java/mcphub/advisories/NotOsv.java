package mcphub.advisories;

/** A text that is no OSV record, with the field, what was wrong there, and what was expected. */
public final class NotOsv extends Exception {
    private static final long serialVersionUID = 1L;
    private final String field;

    /**
     * Says in one sentence what is wrong.
     *
     * @param field its path, such as {@code affected[0].package.name}; empty for the whole
     */
    NotOsv(String field, String wrong) {
        super(wrong);
        this.field = field;
    }

    /** The path of the field; empty for the whole. */
    public String field() {
        return field;
    }

    /** The field and what is wrong with it. */
    public String sentence() {
        return field.isEmpty() ? String.valueOf(getMessage()) : "'" + field + "': " + getMessage();
    }
}
