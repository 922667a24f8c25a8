package mcphub.analysis.texts;

/** What in a text misleads the model that reads it, or hides from the people who look at it. */
public enum Sign {
    /** Characters that no screen shows. */
    INVISIBLE("Text in invisible characters"),
    /** Marks of direction that show a text in another order. */
    REORDERED("Marks of direction show people another text than the model reads"),
    /** What stands where nobody who looks at the text sees it. */
    OUT_OF_SIGHT("An order to the model stands where people do not see it"),
    /** What has to be decoded to be read. */
    ENCODED("The model is given an order that is encoded"),
    /** A name with letters of another script that look alike. */
    LOOKALIKE("A name holds letters of another script that look like Latin ones"),
    /** The user is not to be told. */
    SILENCE("The model is told to hide something from its user"),
    /** As {@link #SILENCE}, in words that are harmless by themselves. */
    FAINT_SILENCE("The model is asked not to speak of something"),
    /** Files that hold secrets. */
    FILES("The model is asked for files that hold secrets"),
    /** Secrets of something else. */
    CREDENTIALS("The model is asked for secrets that have nothing to do with the tool"),
    /** What its host told the model: the system's prompt, other tools and what they gave. */
    HOST("The model is told to pass on what its host told it"),
    /** All that was said. */
    CONVERSATION("The model is told to pass on the conversation"),
    /** Tools of other servers. */
    OTHER_TOOLS("The model is given orders about tools of other servers"),
    /** Its instructions are to be ignored. */
    OVERRIDE("The model is told to ignore its instructions"),
    /** Somebody gets a copy. */
    RECIPIENT("The model is told to send copies to somebody whom the user did not name"),
    /** Nobody is to be asked. */
    CONSENT("The model is told not to ask its user"),
    /** Every turn, before anything else. */
    PRESSURE("The model is told to call this tool before all others");

    private final String says;

    Sign(String says) {
        this.says = says;
    }

    /** One sentence for a person, without a stop. */
    public String says() {
        return says;
    }
}
