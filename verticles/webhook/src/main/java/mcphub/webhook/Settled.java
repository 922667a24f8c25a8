package mcphub.webhook;

import mcphub.kernel.Audit;

/**
 * What became of a delivery.
 *
 * @param state {@code done} or {@code ignored}
 * @param outcome a sentence for whoever looks into the inbox
 */
record Settled(String state, String outcome) {

    static Settled done(String outcome) {
        return new Settled("done", outcome);
    }

    static Settled ignored(String reason) {
        return new Settled("ignored", reason);
    }

    /** Who the audit says did it. */
    static Audit.Actor actor(Sender sender) {
        return new Audit.Actor("system", null, sender.label(), "none", null, null);
    }
}
