@NullMarked
package mcphub.scanner;

import org.jspecify.annotations.NullMarked;
