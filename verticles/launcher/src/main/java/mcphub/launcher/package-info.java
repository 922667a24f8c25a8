@NullMarked
package mcphub.launcher;

import org.jspecify.annotations.NullMarked;
