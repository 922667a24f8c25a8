package mcphub.kernel.jobs;

/** What is done with the jobs of one queue. Called on virtual threads, one job after the other. */
public interface Work<J extends Leased> {
    /** What a job makes, in one word, for sentences to people. */
    String noun();

    /**
     * Does a job to its end, which it writes itself inside the last {@link Jobs#step}. What it throws instead gives the job back, to be tried again: a {@link Setback} with its own
     * reason, whatever else with that of an outage or of a bug.
     */
    void run(J job);

    /** Ends a job that is not done, and says why wherever that is to be known. */
    void end(J job, Ending ending, String reason);
}
