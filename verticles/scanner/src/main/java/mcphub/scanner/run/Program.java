package mcphub.scanner.run;

import java.util.List;
import java.util.Map;
import mcphub.scanner.code.St;

/**
 * The files of a program.
 *
 * @param files their statements, by path, in the order of the paths
 */
public record Program(Map<String, List<St>> files) {}
