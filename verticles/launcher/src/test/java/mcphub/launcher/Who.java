package mcphub.launcher;

/** Who asks, always about the organization that has all of the first ones. */
enum Who {
    ANONYMOUS,
    STRANGER,
    VIEWER,
    MEMBER,
    ADMIN,
    OWNER,
    AUDITOR,
    PLATFORM_ADMIN,
    READ_TOKEN,
    PUBLISH_TOKEN,
    CI_TOKEN,
    REPORT_TOKEN,
    OTHERS_TOKEN,
    EXPIRED_TOKEN,
    REVOKED_TOKEN,
    SUSPENDED_USER,
    MEMBER_OF_SUSPENDED
}
