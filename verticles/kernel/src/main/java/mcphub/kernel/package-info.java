/**
 * What every verticle stands on: the contract, the two message types, refusals, settings and named statements. Knows no resource
 * and no verticle by name.
 */
@NullMarked
package mcphub.kernel;

import org.jspecify.annotations.NullMarked;
