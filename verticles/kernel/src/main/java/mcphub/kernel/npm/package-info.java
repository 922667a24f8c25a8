/**
 * What npm takes: versions, ranges, and the choice among a package's releases, as its own client makes it. Pure; knows no registry and no database. Compared with the real client by
 * {@code scripts/oracles/npm-pick}.
 */
@NullMarked
package mcphub.kernel.npm;

import org.jspecify.annotations.NullMarked;
