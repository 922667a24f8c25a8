@NullMarked
package mcphub.kernel.npm;

import org.jspecify.annotations.NullMarked;
