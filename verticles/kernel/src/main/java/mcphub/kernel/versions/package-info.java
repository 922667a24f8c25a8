/** What versions of all ecosystems have in common: an order, ranges, and parts of that order. Knows none of the ecosystems. */
@NullMarked
package mcphub.kernel.versions;

import org.jspecify.annotations.NullMarked;
