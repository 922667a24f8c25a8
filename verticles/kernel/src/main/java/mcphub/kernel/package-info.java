@NullMarked
package mcphub.kernel;

import org.jspecify.annotations.NullMarked;
