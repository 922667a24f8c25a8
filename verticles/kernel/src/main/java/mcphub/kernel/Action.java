package mcphub.kernel;

/** Everything that the audit speaks of: the one list. The contract's {@code AuditAction} is the same list for the world; a test compares them. */
public enum Action {
    ORG_CREATED("org.created", "org"),
    ORG_UPDATED("org.updated", "org"),
    ORG_DELETED("org.deleted", "org"),
    ORG_TRANSFERRED("org.transferred", "org"),
    ORG_PLAN_CHANGED("org.plan_changed", "org"),
    ORG_SUSPENDED("org.suspended", "org"),
    ORG_ACTIVATED("org.activated", "org"),
    ORG_RESTORED("org.restored", "org"),
    ORG_PURGED("org.purged", "org"),
    ORG_REGISTRY_DECLARED("org.registry_declared", "org"),
    ORG_REGISTRY_REMOVED("org.registry_removed", "org"),
    ORG_MEMBER_INVITED("org.member_invited", "invitation"),
    ORG_INVITATION_RESENT("org.invitation_resent", "invitation"),
    ORG_INVITATION_REVOKED("org.invitation_revoked", "invitation"),
    ORG_MEMBER_JOINED("org.member_joined", "user"),
    ORG_MEMBER_ROLE_CHANGED("org.member_role_changed", "user"),
    ORG_MEMBER_REMOVED("org.member_removed", "user"),
    ORG_MEMBER_LEFT("org.member_left", "user"),
    AREA_CREATED("area.created", "area"),
    AREA_UPDATED("area.updated", "area"),
    AREA_DELETED("area.deleted", "area"),
    AREA_MEMBER_ADDED("area.member_added", "user"),
    AREA_MEMBER_ROLE_CHANGED("area.member_role_changed", "user"),
    AREA_MEMBER_REMOVED("area.member_removed", "user"),
    POLICY_CREATED("policy.created", "policy"),
    POLICY_UPDATED("policy.updated", "policy"),
    POLICY_DELETED("policy.deleted", "policy"),
    POLICY_REORDERED("policy.reordered", "org"),
    POLICY_EXCEPTION_CREATED("policy.exception_created", "exception"),
    POLICY_EXCEPTION_ENDED("policy.exception_ended", "exception"),
    POLICY_VERDICT_CHANGED("policy.verdict_changed", "evaluation"),
    POLICY_ADVISORY_APPLIED("policy.advisory_applied", "advisory"),
    POLICY_METHOD_ANNOUNCED("policy.method_announced", "method"),
    POLICY_METHOD_APPLIED("policy.method_applied", "method"),
    POLICY_REQUESTED("policy.requested", "request"),
    POLICY_REQUEST_APPROVED("policy.request_approved", "request"),
    POLICY_REQUEST_DECLINED("policy.request_declined", "request"),
    POLICY_REQUEST_WITHDRAWN("policy.request_withdrawn", "request"),
    POLICY_APPROVAL_CREATED("policy.approval_created", "approval"),
    POLICY_APPROVAL_ENDED("policy.approval_ended", "approval"),
    WEBHOOK_CREATED("webhook.created", "webhook"),
    WEBHOOK_UPDATED("webhook.updated", "webhook"),
    WEBHOOK_DELETED("webhook.deleted", "webhook"),
    WEBHOOK_SECRET_ROTATED("webhook.secret_rotated", "webhook"),
    WEBHOOK_DISABLED("webhook.disabled", "webhook"),
    TOKEN_CREATED("token.created", "token"),
    TOKEN_ROTATED("token.rotated", "token"),
    TOKEN_REVOKED("token.revoked", "token"),
    MCP_REGISTERED("mcp.registered", "mcp"),
    MCP_UPDATED("mcp.updated", "mcp"),
    MCP_DELETED("mcp.deleted", "mcp"),
    MCP_VERSION_REQUESTED("mcp.version_requested", "mcp"),
    MCP_VERSION_UPLOADED("mcp.version_uploaded", "version"),
    MCP_VERSION_DEPRECATED("mcp.version_deprecated", "version"),
    MCP_VERSION_REANALYSED("mcp.version_reanalysed", "version"),
    MCP_SUSPICION_CLEARED("mcp.suspicion_cleared", "version"),
    MCP_WEBHOOK_SECRET_ISSUED("mcp.webhook_secret_issued", "mcp"),
    MCP_WEBHOOK_SECRET_REMOVED("mcp.webhook_secret_removed", "mcp"),
    MCP_REPOSITORY_MOVED("mcp.repository_moved", "mcp"),
    MCP_PURGED("mcp.purged", "mcp"),
    USER_CREATED("user.created", "user"),
    USER_LINKED("user.linked", "user"),
    USER_SIGNED_IN("user.signed_in", "user"),
    USER_SIGN_IN_FAILED("user.sign_in_failed", "user"),
    USER_SIGNED_OUT("user.signed_out", "user"),
    USER_PASSWORD_CHANGED("user.password_changed", "user"),
    USER_REFRESH_TOKEN_REUSED("user.refresh_token_reused", "user"),
    USER_PLATFORM_ROLE_GRANTED("user.platform_role_granted", "user"),
    USER_PLAN_CHANGED("user.plan_changed", "user"),
    USER_UPDATED("user.updated", "user"),
    USER_ROLE_CHANGED("user.role_changed", "user"),
    USER_SUSPENDED("user.suspended", "user"),
    USER_ACTIVATED("user.activated", "user"),
    USER_DELETED("user.deleted", "user"),
    USER_RESTORED("user.restored", "user"),
    USER_PURGED("user.purged", "user"),
    USER_BULK_SUSPENDED("user.bulk_suspended", "user"),
    USER_BULK_ACTIVATED("user.bulk_activated", "user"),
    USER_INVITED("user.invited", "user"),
    SIGNING_KEY_ROTATED("signing_key.rotated", "signing_key"),
    CATEGORY_CREATED("category.created", "category"),
    CATEGORY_UPDATED("category.updated", "category"),
    CATEGORY_DELETED("category.deleted", "category"),
    TAG_CREATED("tag.created", "tag"),
    TAG_UPDATED("tag.updated", "tag"),
    TAG_DELETED("tag.deleted", "tag"),
    REPORT_CREATED("report.created", "report"),
    JOB_RETRIED("job.retried", "job"),
    JOB_CANCELLED("job.cancelled", "job"),
    WEBHOOK_REPLAYED("webhook.replayed", "delivery"),
    ADVISORIES_IMPORTED("advisories.imported", "feed"),
    PLATFORM_SETTINGS_CHANGED("platform.settings_changed", "settings"),
    ACCESS_DENIED("access.denied", "operation");

    private final String wire;
    private final String targetType;

    Action(String wire, String targetType) {
        this.wire = wire;
        this.targetType = targetType;
    }

    /** Its name in the audit and in the contract, such as {@code org.member_invited}. */
    public String wire() {
        return wire;
    }

    /** What the target's id is an id of. */
    public String targetType() {
        return targetType;
    }
}
