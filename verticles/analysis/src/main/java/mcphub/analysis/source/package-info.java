/**
 * Where code comes from and how it is opened: the npm registry, uploads, archives. Everything that arrives here is hostile until
 * proven otherwise. Never writes a name chosen by a stranger to the file system, never judges what it reads.
 */
@NullMarked
package mcphub.analysis.source;

import org.jspecify.annotations.NullMarked;
