/**
 * Licences as SPDX writes them: what an expression offers as a choice, and whether that lies in a list that somebody wrote. Knows neither policies nor controls; the
 * identifiers are data (spdx.txt, written by scripts/spdx-list).
 */
@NullMarked
package mcphub.kernel.licenses;

import org.jspecify.annotations.NullMarked;
