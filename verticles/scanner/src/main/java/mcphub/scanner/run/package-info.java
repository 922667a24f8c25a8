/** Runs programs on what is known of their values. */
@NullMarked
package mcphub.scanner.run;

import org.jspecify.annotations.NullMarked;
