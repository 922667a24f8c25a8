package mcphub.kernel;

/** What a person or an organization has subscribed to. */
public enum Plan {
    FREE,
    PRO,
    ENTERPRISE
}
