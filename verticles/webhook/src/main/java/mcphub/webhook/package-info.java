/**
 * What comes in from forges and from Stripe, and what goes out to organizations' receivers. Everything that comes in is stored before anybody looks into it;
 * everything that goes out was put into the outbox in the transaction in which it happened. Never fetches code: it asks analysis to.
 */
@NullMarked
package mcphub.webhook;

import org.jspecify.annotations.NullMarked;
