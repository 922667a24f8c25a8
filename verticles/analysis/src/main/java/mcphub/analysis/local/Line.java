package mcphub.analysis.local;

/**
 * A line of an excerpt.
 *
 * @param number 1-based
 * @param text printable, secrets redacted
 */
public record Line(int number, String text) {}
