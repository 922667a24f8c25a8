package mcphub.analysis;

import java.nio.file.Path;
import mcphub.analysis.source.Release;
import mcphub.analysis.source.SourceRejected;
import mcphub.analysis.source.SourceUnavailable;

/** Where releases of packages are had that a source hands over to. Blocks. */
interface Shelf {
    /**
     * A release.
     *
     * @param wanted an exact version, a range or a tag
     * @throws SourceRejected where there is none
     * @throws SourceUnavailable where nobody answers
     */
    Release find(String name, String wanted);

    /** Its archive, as a file that the caller deletes; its digest is as the release says. */
    Path download(Release release);
}
