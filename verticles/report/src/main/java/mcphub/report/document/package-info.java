/** The documents: what stands in them, in which order and in which words. Knows nothing of queues and files. */
@NullMarked
package mcphub.report.document;

import org.jspecify.annotations.NullMarked;
