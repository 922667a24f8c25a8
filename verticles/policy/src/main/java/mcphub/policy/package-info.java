/**
 * The rules of organizations, and the gate that pipelines ask. {@link mcphub.policy.Gate} decides: a pure function of rules and facts. Around it are the statements that
 * bring both as of one moment, and the formats in which a verdict is read. It owns the schema {@code policy}.
 */
@NullMarked
package mcphub.policy;

import org.jspecify.annotations.NullMarked;
