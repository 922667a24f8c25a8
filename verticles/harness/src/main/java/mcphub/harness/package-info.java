/**
 * What tests of a verticle stand on: real servers, a hub of the gateway and the verticles in question, a client that holds every answer to the contract, callers of every
 * kind, and the outside world as stubs that speak its protocols. Used in tests only.
 */
@NullMarked
package mcphub.harness;

import org.jspecify.annotations.NullMarked;
