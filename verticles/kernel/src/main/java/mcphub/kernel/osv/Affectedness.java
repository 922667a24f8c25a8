package mcphub.kernel.osv;

/** What an advisory means for a version, or for a range. */
public enum Affectedness {
    /** The version is affected; of a range every release that it takes. */
    AFFECTED,
    /** Of a range only: what it takes may be affected. Which releases there are is not known here. */
    MAY_BE_AFFECTED,
    /** The version is not affected; of a range what is installed anew. An older lock may still hold an affected one. */
    NOT_AFFECTED,
    /** Nobody can tell: the version, the range or the advisory cannot be read by the rules of the ecosystem. */
    NOT_READABLE;

    /** Whether there is something to tell people. */
    public boolean isPossible() {
        return this == AFFECTED || this == MAY_BE_AFFECTED;
    }
}
