/**
 * Turns the source of an MCP into evidence: fetches it, stores it whole, judges the controls over it, scores the outcome and
 * keeps the snapshot. Owns the schema {@code analysis}. Never executes anything of what it analyses.
 */
@NullMarked
package mcphub.analysis;

import org.jspecify.annotations.NullMarked;
