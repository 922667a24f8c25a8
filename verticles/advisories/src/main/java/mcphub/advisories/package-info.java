/** Advisories in OSV form: reads records from archives and folders, keeps them in PostgreSQL, imports feeds. Judges nobody, and answers no call. */
@NullMarked
package mcphub.advisories;

import org.jspecify.annotations.NullMarked;
