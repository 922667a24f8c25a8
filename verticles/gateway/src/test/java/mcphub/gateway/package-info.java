/** The door, in front of a contract of its own. */
@NullMarked
package mcphub.gateway;

import org.jspecify.annotations.NullMarked;
