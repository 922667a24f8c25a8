@NullMarked
package mcphub.kernel.osv;

import org.jspecify.annotations.NullMarked;
