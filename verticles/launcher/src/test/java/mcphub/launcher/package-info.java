/** The hub as its callers see it: real servers, real HTTP, every response held to the contract. */
@NullMarked
package mcphub.launcher;

import org.jspecify.annotations.NullMarked;
