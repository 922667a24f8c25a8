@NullMarked
package mcphub.report;

import org.jspecify.annotations.NullMarked;
