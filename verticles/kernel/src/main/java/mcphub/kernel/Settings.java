package mcphub.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that can be turned, as typed values. Each key is explained, with its default, in {@code config/hub.yaml}. */
public record Settings(
        String home,
        List<String> verticles,
        Http http,
        Database database,
        Redis redis,
        Streams streams,
        Receipts receipts,
        Limits limits,
        Plans plans,
        Identity identity,
        Admin admin,
        Mail mail,
        Policy policy,
        Scoring scoring,
        Gate gate,
        Webhook webhook,
        Report report,
        Stripe stripe,
        Outbound outbound,
        Bus bus,
        Cluster cluster,
        Analysis analysis,
        Advisories advisories,
        Npm npm,
        Sources sources,
        Git git) {

    /** The door. */
    public record Http(
            String host,
            int port,
            @Nullable String publicUrl,
            List<String> corsOrigins,
            List<String> trustedProxies,
            int maxBodyBytes,
            int maxUriBytes,
            int maxHeaderBytes,
            int maxInFlight,
            int idleTimeoutSeconds,
            int eventLoops) {}

    /** PostgreSQL; with no {@code url} the launcher starts an embedded one. */
    public record Database(
            @Nullable String url,
            int pipelinedConnections,
            int transactionConnections,
            int connectTimeoutMs,
            int statementTimeoutMs) {}

    /** Redis; with no {@code url} the launcher starts an embedded one. */
    public record Redis(@Nullable String url, int timeoutMs) {}

    /** Streams of events: how many at once in one process, how many of them by one caller, how long each lives, and for how long a client may take in nothing of what is sent. */
    public record Streams(int most, int mostPerCaller, int seconds, int stalledSeconds) {}

    /** How long a receipt of a version is fresh; those that reports carry do not age. */
    public record Receipts(int freshDays) {}

    /** Calls a minute; 0 means without limit. */
    public record Limits(int anonymousPerMinute, int signInPerMinute, int webhooksPerMinute, int callerCacheSeconds) {}

    /** What each plan includes. */
    public record Plans(Allowance free, Allowance pro, Allowance enterprise) {

        /** What this plan includes. */
        public Allowance of(Plan plan) {
            return switch (plan) {
                case FREE -> free;
                case PRO -> pro;
                case ENTERPRISE -> enterprise;
            };
        }
    }

    /** What one plan includes; 0 requests a minute means without limit. */
    public record Allowance(int requestsPerMinute, int publicMcps, int privateMcps) {}

    /** How people sign in. {@code secret} encrypts the signing keys and seals invitations; without one the launcher keeps one under {@code home}. */
    public record Identity(
            @Nullable String secret,
            String issuer,
            int accessTokenMinutes,
            int refreshTokenDays,
            int keyRotationDays,
            int invitationDays,
            Plan newUserPlan,
            int signInAttempts,
            List<String> oidcIssuers) {}

    /** Who runs the hub, by e-mail address. */
    public record Admin(List<String> emails) {}

    /** Where mail goes out; with no {@code smtpUrl} none does. */
    public record Mail(@Nullable String smtpUrl, String from) {}

    /** How often passing evaluations are judged again, and how often somebody looks whether it is time; 0 minutes: never. */
    public record Policy(int recheckMinutes, int recheckTickMs, int noticeTickMs) {}

    /** For how many days organizations may keep the scores of a method after they were told of a newer one. */
    public record Scoring(int announceDays) {
        public Scoring {
            if (announceDays < 0 || announceDays > 60) {
                throw new IllegalArgumentException("announce_days is " + announceDays + ", not 0 to 60");
            }
        }
    }

    /** What the clients are that start servers, as exact versions: which release a name without one means depends on them. */
    public record Gate(List<String> nodeVersions, List<String> npmVersions, int graceMinutes) {}

    /** What comes in from forges and from Stripe, each with all secrets that are good at the time, and what goes out to organizations' receivers. */
    public record Webhook(
            List<String> githubSecret,
            List<String> gitlabSecret,
            List<String> bitbucketSecret,
            List<String> stripeSecret,
            int toleranceSeconds,
            int maxBufferedBytes,
            int bodySeconds,
            int keepDays,
            int pollMs,
            int atOnce,
            int atOncePerReceiver,
            int timeoutMs,
            List<Integer> retryDelaysSeconds) {}

    /** How many reports a process makes at once, how an organization is kept from asking for too many, how long files stay, and further fonts. */
    public record Report(
            int workers,
            int leaseSeconds,
            int pollMs,
            int maxAttempts,
            int retryBackoffMs,
            int restPercent,
            int maxUnderWayPerOrg,
            int keepDays,
            int organizationDays,
            List<String> fonts)
            implements Jobs {}

    /** Which plan a subscription of which price gives, each as {@code PRICE=PLAN}; and whether a failed payment that is tried again keeps the plan. */
    public record Stripe(List<String> prices, boolean graceWhilePaymentIsRetried) {}

    /** Private networks that addresses named by somebody else may lie in. */
    public record Outbound(List<String> privateNetworks) {}

    /** Messages between gateway and verticles. */
    public record Bus(int sendTimeoutMs) {}

    /** The cluster that a node joins when it is started with {@code --cluster}. */
    public record Cluster(boolean enabled, String name, String host, int port, List<String> members) {}

    /** How a queue of jobs is worked off. */
    public interface Jobs {
        /** A worker that is silent for so long loses its job to another one. */
        int leaseSeconds();

        /** How often an idle worker looks for jobs that nobody told it of. */
        int pollMs();

        /** Tries before a job is given up. */
        int maxAttempts();

        /** The first pause between two tries; it doubles. */
        int retryBackoffMs();
    }

    /** Jobs and archives. */
    public record Analysis(
            int workers,
            int leaseSeconds,
            int pollMs,
            int maxAttempts,
            int retryBackoffMs,
            int maxTarballBytes,
            long maxUnpackedBytes,
            int maxEntries,
            boolean resolve,
            Again again)
            implements Jobs {}

    /** How many versions that something else has judged are analysed again a minute, 0: none; and how many of them may be queued or under way at once. */
    public record Again(int perMinute, int atMost) {}

    /** Where advisories come from: folders, each a name and a path, and what is fetched, each ecosystems and an address; how often, how much is taken in, and when it is too old. */
    public record Advisories(
            List<String> folders,
            List<String> dumps,
            List<String> apis,
            List<String> registries,
            int staleDays,
            int pollMinutes,
            int pollTickMs,
            long maxDumpBytes,
            long maxUploadBytes,
            int fetchSeconds) {}

    /** Where npm packages come from; with no {@code registryUrl} the npm client's own settings are asked. */
    public record Npm(@Nullable String registryUrl, List<String> tarballHosts, int timeoutMs) {}

    /** How sources are kept up with, by ecosystem. */
    public record Sources(Packages npm) {}

    /**
     * How often packages are looked at, 0 minutes: never; how often somebody looks whose turn it is; how much a registry may say of one; and the addresses below which everything is what the
     * registry has.
     */
    public record Packages(int pollMinutes, int pollTickMs, int maxPackumentBytes, List<String> mirrors) {}

    /** Where git repositories are fetched from, how far, and how often those are looked at that tell nothing; 0 minutes: never. */
    public record Git(
            List<String> credentials,
            @Nullable String sshKey,
            @Nullable String sshKnownHosts,
            int timeoutSeconds,
            long maxFetchedBytes,
            int pollMinutes,
            int pollTickMs) {}
}
