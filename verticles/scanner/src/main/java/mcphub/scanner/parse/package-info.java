/** From text to the small form. */
@NullMarked
package mcphub.scanner.parse;

import org.jspecify.annotations.NullMarked;
