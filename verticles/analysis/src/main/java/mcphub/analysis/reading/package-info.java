/**
 * What the files of one version say: their text, the code in it without comments and strings, and their manifests. Every file is
 * read and lexed once. Reads hostile input in linear time and never fails on it; never judges.
 */
@NullMarked
package mcphub.analysis.reading;

import org.jspecify.annotations.NullMarked;
