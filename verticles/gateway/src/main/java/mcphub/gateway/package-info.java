@NullMarked
package mcphub.gateway;

import org.jspecify.annotations.NullMarked;
