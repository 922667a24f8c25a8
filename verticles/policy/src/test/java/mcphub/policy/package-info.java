@NullMarked
package mcphub.policy;

import org.jspecify.annotations.NullMarked;
