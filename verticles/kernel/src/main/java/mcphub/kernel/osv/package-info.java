/**
 * What an advisory in OSV form says of the versions of a package. Pure; knows no feed and no database.
 */
@NullMarked
package mcphub.kernel.osv;

import org.jspecify.annotations.NullMarked;
