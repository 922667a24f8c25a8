/**
 * For whoever runs the hub: users, organizations, MCPs, categories and tags, audit, jobs, settings. The one verticle that writes to what belongs to others, always with
 * the audit in the same transaction; it makes no exception for itself.
 */
@NullMarked
package mcphub.admin;

import org.jspecify.annotations.NullMarked;
