/**
 * Who somebody is: accounts, sign-ins, the tokens that prove them, and what turns a credential into a caller. It owns the schema {@code identity}; it never
 * decides what a caller may do.
 */
@NullMarked
package mcphub.identity;

import org.jspecify.annotations.NullMarked;
