package mcphub.kernel.jobs;

/** How a job ends that is not done. */
public enum Ending {
    /** For a reason that no retry changes. */
    FAILED,
    /** Out of attempts. */
    DEAD
}
