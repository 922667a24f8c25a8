/**
 * Starts hubs: reads the settings, starts embedded servers where none is configured, migrates the schema, joins a cluster, deploys the named
 * verticles; and the command line. The only module that knows all verticles. Serves nothing itself.
 */
@NullMarked
package mcphub.launcher;

import org.jspecify.annotations.NullMarked;
