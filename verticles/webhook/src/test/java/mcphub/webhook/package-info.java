@NullMarked
package mcphub.webhook;

import org.jspecify.annotations.NullMarked;
