package mcphub.analysis.source;

/**
 * One file or folder as a tar archive announces it.
 *
 * @param name as written in the archive, unchecked
 * @param folder whether it is a folder; otherwise a regular file
 * @param size bytes of content that follow; 0 for folders
 */
record TarEntry(String name, boolean folder, long size) {}
