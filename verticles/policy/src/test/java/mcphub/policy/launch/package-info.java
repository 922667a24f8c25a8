/** Tests of what command lines start. */
@NullMarked
package mcphub.policy.launch;

import org.jspecify.annotations.NullMarked;
