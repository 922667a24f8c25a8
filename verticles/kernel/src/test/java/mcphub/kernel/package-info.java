/** The ground that every verticle stands on, piece by piece. */
@NullMarked
package mcphub.kernel;

import org.jspecify.annotations.NullMarked;
