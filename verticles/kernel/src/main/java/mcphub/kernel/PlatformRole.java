package mcphub.kernel;

/** What a person may do with the hub itself; it gives no rights in any organization. */
public enum PlatformRole {
    PLATFORM_ADMIN,
    AUDITOR
}
