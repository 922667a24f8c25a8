package mcphub.analysis.closure;

/**
 * What a resolution may cost, counted in work, so that it comes to the same end on any machine.
 *
 * @param nodes packages in folders
 * @param edges what all packages ask for together, counted whenever one is looked at
 * @param packages different ones that the registry is asked for
 * @param bytes of the registry's answers
 * @param steps of placing: one is a trial of one place for one package
 */
public record Budget(int nodes, int edges, int packages, long bytes, long steps) {
    /** For what is analysed. */
    public static final Budget USUAL = new Budget(3_000, 100_000, 1_500, 256L * 1024 * 1024, 500_000);
}
