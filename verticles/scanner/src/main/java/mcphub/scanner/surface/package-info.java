/** What a program offers: its tools, prompts, resources and transports, as far as they can be read without running it. Nothing here judges, and nothing of it changes a finding. */
@NullMarked
package mcphub.scanner.surface;

import org.jspecify.annotations.NullMarked;
