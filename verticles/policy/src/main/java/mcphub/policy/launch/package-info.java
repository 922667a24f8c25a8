/**
 * What a command line starts. The launchers, what is seen through and the variables that change what runs are data, {@code config/launchers.yaml}; a line that is not understood is said to be so, with
 * each package that it names. Nothing here asks a registry or judges.
 */
@NullMarked
package mcphub.policy.launch;

import org.jspecify.annotations.NullMarked;
