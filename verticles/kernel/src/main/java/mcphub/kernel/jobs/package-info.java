/**
 * Queues of jobs in PostgreSQL: taken with a lease, worked off by as many nodes as want to, given back and tried again, ended once. Knows neither what the jobs are nor in which
 * table they stand: their statements and what is done with them are handed in.
 */
@NullMarked
package mcphub.kernel.jobs;

import org.jspecify.annotations.NullMarked;
