package mcphub.analysis.source;

/** The kind of source a version came from; some controls can be judged only on some of them. */
public enum Origin {
    NPM,
    GIT,
    UPLOAD,
    /** A folder of this machine that its owner scans, without a hub. */
    FOLDER
}
