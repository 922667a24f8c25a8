/**
 * Organizations: members, invitations, areas, service tokens, and the audit of what happened in them. It owns the schema {@code org} and reads the audit; it never
 * decides who a caller is.
 */
@NullMarked
package mcphub.org;

import org.jspecify.annotations.NullMarked;
