package mcphub.analysis.source;

/**
 * One entry as a tar archive announces it.
 *
 * @param name as written in the archive, unchecked
 * @param kind what it is
 * @param size bytes of content that follow; 0 for all but files
 * @param target of a link: what its header says that it leads to, up to 100 bytes of it, unchecked; empty elsewhere
 */
record TarEntry(String name, Kind kind, long size, String target) {

    /** What may be in an archive. */
    enum Kind {
        FILE,
        FOLDER,
        SYMBOLIC_LINK,
        HARD_LINK
    }

    boolean folder() {
        return kind == Kind.FOLDER;
    }
}
