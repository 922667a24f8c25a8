/** Reports: takes orders for them, makes the documents in the background, and hands out the files. Judges nothing: what it says is in the evidence. */
@NullMarked
package mcphub.report;

import org.jspecify.annotations.NullMarked;
