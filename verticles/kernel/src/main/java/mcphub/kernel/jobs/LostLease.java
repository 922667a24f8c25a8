package mcphub.kernel.jobs;

/** This worker was too slow or thought dead, and the job belongs to another one, or to nobody any more: stop, and write nothing more. */
final class LostLease extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LostLease(Lease lease) {
        super("The lease of job " + lease.job() + " ran out", null, false, false);
    }
}
