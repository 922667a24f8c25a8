/**
 * Which licences a text is, by the templates of the SPDX list as its own library compares them. Owns what is tried and how much of it; never says whether a licence is
 * allowed.
 */
@NullMarked
package mcphub.analysis.licenses;

import org.jspecify.annotations.NullMarked;
