package mcphub.analysis.reading;

/**
 * A manifest that cannot be read.
 *
 * @param reason what the parser stumbled over, one line
 */
public record BrokenManifest(TextFile file, String reason) {}
