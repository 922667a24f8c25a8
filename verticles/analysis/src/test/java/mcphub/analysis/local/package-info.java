@NullMarked
package mcphub.analysis.local;

import org.jspecify.annotations.NullMarked;
