@NullMarked
package mcphub.report.document;

import org.jspecify.annotations.NullMarked;
