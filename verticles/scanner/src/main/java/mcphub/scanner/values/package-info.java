/** What is known of values. */
@NullMarked
package mcphub.scanner.values;

import org.jspecify.annotations.NullMarked;
