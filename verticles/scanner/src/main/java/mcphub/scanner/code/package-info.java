/** The small form that programs are brought to. */
@NullMarked
package mcphub.scanner.code;

import org.jspecify.annotations.NullMarked;
