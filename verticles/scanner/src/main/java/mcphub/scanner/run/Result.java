package mcphub.scanner.run;

import java.util.List;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/**
 * What a call gives.
 *
 * @param params what is known of each argument afterwards; null where nothing more
 */
record Result(Value value, List<@Nullable Value> params) {}
