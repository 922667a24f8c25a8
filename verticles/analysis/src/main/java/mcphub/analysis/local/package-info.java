/** What a scan without a hub needs besides the engine: folders of this machine, suppressions, excerpts, and the forms in which a report is written. Knows no database and no network. */
@NullMarked
package mcphub.analysis.local;

import org.jspecify.annotations.NullMarked;
