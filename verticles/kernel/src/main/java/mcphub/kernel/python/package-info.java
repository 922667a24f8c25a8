/**
 * Versions and sets of specifiers of Python (PEP 440), and Poetry's constraints. Pure. Compared with Python's own {@code packaging} by {@code scripts/oracles/versions}.
 */
@NullMarked
package mcphub.kernel.python;

import org.jspecify.annotations.NullMarked;
