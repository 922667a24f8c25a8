/** What a program tells a model: finds its texts, and what in them would mislead. Knows no control and no severity. */
@NullMarked
package mcphub.analysis.texts;

import org.jspecify.annotations.NullMarked;
