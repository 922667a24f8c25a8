/**
 * What lock files and bundled copies say is installed, as trees. Each format has a reader of its own; none of them judges, asks anybody, or trusts the size of what it reads.
 */
@NullMarked
package mcphub.analysis.installed;

import org.jspecify.annotations.NullMarked;
