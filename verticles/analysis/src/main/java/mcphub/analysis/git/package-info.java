/**
 * Git repositories as sources: finds out which commit a wish means, fetches that one commit, makes an archive of it that is the same each time. Never checks anything
 * out, never runs a hook, never reads this machine's git settings.
 */
@NullMarked
package mcphub.analysis.git;

import org.jspecify.annotations.NullMarked;
