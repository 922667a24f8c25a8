@NullMarked
package mcphub.catalog;

import org.jspecify.annotations.NullMarked;
