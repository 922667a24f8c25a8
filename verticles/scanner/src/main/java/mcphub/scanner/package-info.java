/** Finds what foreign values do in programs: source text in, evidence out. */
@NullMarked
package mcphub.scanner;

import org.jspecify.annotations.NullMarked;
