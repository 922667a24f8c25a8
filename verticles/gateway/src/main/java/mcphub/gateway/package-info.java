/**
 * The only door: HTTP, contract, limit, caller, access, and one message on the event bus. Knows every operation from the contract and none by
 * itself, but for the hub's own pages and probes. Owns no data.
 */
@NullMarked
package mcphub.gateway;

import org.jspecify.annotations.NullMarked;
