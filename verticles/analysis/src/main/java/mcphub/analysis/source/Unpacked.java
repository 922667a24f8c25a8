package mcphub.analysis.source;

/** An opened archive: its files can be read until it is closed, which deletes what was unpacked. */
public final class Unpacked implements AutoCloseable {
    private final SourceTree tree;
    private final Spool spool;

    Unpacked(SourceTree tree, Spool spool) {
        this.tree = tree;
        this.spool = spool;
    }

    /** The files; reading one after {@link #close()} is an {@link IllegalStateException}. */
    public SourceTree tree() {
        return tree;
    }

    @Override
    public void close() {
        spool.close();
    }
}
