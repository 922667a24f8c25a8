@NullMarked
package mcphub.analysis.closure;

import org.jspecify.annotations.NullMarked;
