package mcphub.analysis.source;

/**
 * What an archive names and the tree does not hold, so that nobody read it.
 *
 * @param path where it would be inside the source
 * @param reason why it is not there
 * @param size its size in bytes; 0 for links
 * @param target of a link: what it leads to, in quotes; empty elsewhere
 */
public record LeftOut(String path, Reason reason, long size, String target) {

    /** Why something was left out. */
    public enum Reason {
        /** npm leaves links out when it installs; nothing here follows one. */
        SYMBOLIC_LINK,
        /** As above. */
        HARD_LINK,
        /** Larger than one file may be. */
        TOO_LARGE;

        /** Whether it is a link of either kind. */
        public boolean isLink() {
            return this != TOO_LARGE;
        }
    }

    LeftOut at(String otherPath) {
        return new LeftOut(otherPath, reason, size, target);
    }
}
