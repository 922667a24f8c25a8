/** Signed receipts of what the hub found: what they say, how they are signed, and whether one is to be believed. Knows no database, and no caller. */
@NullMarked
package mcphub.catalog.receipt;

import org.jspecify.annotations.NullMarked;
