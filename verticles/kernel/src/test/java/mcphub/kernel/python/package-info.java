@NullMarked
package mcphub.kernel.python;

import org.jspecify.annotations.NullMarked;
