package mcphub.policy;

/** What a policy does where it matches. */
enum Effect {
    ALLOW("allowed"),
    DENY("denied"),
    WARN("warns");

    private final String verb;

    Effect(String verb) {
        this.verb = verb;
    }

    /** As a sentence says it behind the policy's name. */
    String verb() {
        return verb;
    }
}
