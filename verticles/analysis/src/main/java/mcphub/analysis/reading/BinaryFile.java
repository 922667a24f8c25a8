package mcphub.analysis.reading;

/**
 * A file that is not text.
 *
 * @param magic its first eight bytes in hexadecimal, lower case
 */
public record BinaryFile(String path, long size, String magic) {}
