/**
 * What an installation of an npm package brings, resolved as npm would do it: which release of each package, and where in the tree of folders it stands. The placing follows what npm 11's
 * own client decides, step by step, since that is what settles which release is installed; {@code scripts/oracles/closure} compares the two. Knows no database and no registry: what
 * packages say of themselves comes from {@link mcphub.analysis.closure.Registry}. Never runs or unpacks anything.
 */
@NullMarked
package mcphub.analysis.closure;

import org.jspecify.annotations.NullMarked;
