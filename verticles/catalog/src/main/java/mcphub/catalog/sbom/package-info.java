/** Bills of materials of a version: what the hub knows of its parts, in the formats that others read. Pure: the same facts give the same bytes; no database and no network. */
@NullMarked
package mcphub.catalog.sbom;

import org.jspecify.annotations.NullMarked;
