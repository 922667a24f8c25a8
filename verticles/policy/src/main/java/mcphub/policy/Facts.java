package mcphub.policy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import mcphub.kernel.licenses.LicenseExpression;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one version of an MCP, as the database tells it; scores are 0 to 100, null where nothing could be judged.
 *
 * @param identity the source that it is from, such as {@code npm:@acme/files}; of evaluations of before, its MCP
 * @param name what the catalog calls it
 * @param version its visible version
 * @param status its status of now, such as {@code KNOWN_VULNERABLE}
 * @param categoryConfirmed whether an administrator gave the category, and not who published it
 * @param license what it says of its licence, be it nothing
 * @param componentLicenses those of what it brings along
 * @param areaId the area of its organization that it lies in
 * @param fetchedFrom where its code was fetched from
 * @param sources the same, and the URLs of the repository that it says it is from
 * @param scoring the method of scoring that it was judged by; null of evaluations of before there were two
 * @param snapshotAt when it was judged
 * @param certificationLevel the one that counted when it was asked; of evaluations of before, that of the snapshot
 * @param levelReason why that is less than the level of the snapshot
 * @param caps the limits of score and level, the lowest first; null of evaluations of before
 * @param failedControls the ids of the controls that failed
 */
record Facts(
        String mcpId,
        String identity,
        String name,
        String version,
        String status,
        @Nullable String category,
        boolean categoryConfirmed,
        LicenseExpression license,
        ComponentLicenses componentLicenses,
        @Nullable String areaId,
        String fetchedFrom,
        List<String> sources,
        @Nullable String scoring,
        Instant snapshotAt,
        int globalScore,
        @Nullable Integer securityScore,
        @Nullable Integer supplyChainScore,
        @Nullable Integer maturityScore,
        int certificationLevel,
        @Nullable String levelReason,
        int criticalFindings,
        int highFindings,
        @Nullable JsonArray caps,
        List<String> failedControls) {

    /** Reads what {@code policy.facts} made, now or before. */
    static Facts of(JsonObject json) {
        String mcp = json.getString("mcp_id");
        return new Facts(
                mcp,
                json.getString("identity", mcp),
                json.getString("name"),
                json.getString("version"),
                json.getString("status"),
                json.getString("category"),
                json.getBoolean("category_confirmed", true),
                LicenseExpression.of(json.getString("license")),
                new ComponentLicenses(json.getJsonObject("component_licenses")),
                json.getString("area_id"),
                json.getString("fetched_from", ""),
                strings(json.getJsonArray("sources")),
                json.getString("scoring"),
                Instant.parse(json.getString("snapshot_at")),
                json.getInteger("global_score"),
                json.getInteger("security_score"),
                json.getInteger("supply_chain_score"),
                json.getInteger("maturity_score"),
                json.getInteger("effective_level", json.getInteger("certification_level")),
                json.getString("effective_level_reason"),
                json.getInteger("critical_findings"),
                json.getInteger("high_findings"),
                json.getJsonArray("caps"),
                strings(json.getJsonArray("failed_controls")));
    }

    /** Whether it was judged by another method than this one. */
    boolean isByAnother(@Nullable String method) {
        return method != null && scoring != null && !scoring.equals(method);
    }

    /** The lowest limit of the score, or of the level: {@code at_most}, {@code level_at_most}. */
    Optional<JsonObject> cap(String of) {
        return caps == null
                ? Optional.empty()
                : caps.stream()
                        .map(JsonObject.class::cast)
                        .filter(cap -> cap.getInteger(of) != null)
                        .min(Comparator.comparing(cap -> cap.getInteger(of)));
    }

    private static List<String> strings(JsonArray values) {
        return values.stream().map(String::valueOf).toList();
    }
}
