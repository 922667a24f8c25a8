/**
 * The PostgreSQL and the Redis that a process uses: found, or brought along and started; and the schema in the database, brought up to date. Knows no verticle, and serves
 * nothing.
 */
@NullMarked
package mcphub.servers;

import org.jspecify.annotations.NullMarked;
