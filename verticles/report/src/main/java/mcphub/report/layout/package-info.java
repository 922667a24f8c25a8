/** Puts text, tables and drawings on tagged pages. Knows nothing of what they say. */
@NullMarked
package mcphub.report.layout;

import org.jspecify.annotations.NullMarked;
