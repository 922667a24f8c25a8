package mcphub.policy;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import mcphub.kernel.licenses.LicenseExpression;
import org.jspecify.annotations.Nullable;

/**
 * The licences of what a version brings along in production, as the database has counted them; read when a policy looks at them.
 *
 * @param json as it was counted; null where nobody has looked
 */
record ComponentLicenses(@Nullable JsonObject json) {

    /**
     * Those that have one licence.
     *
     * @param count how many there are
     * @param names the first of them
     */
    record Group(LicenseExpression license, int count, List<String> names) {}

    /** Whether the components are known at all. */
    boolean isKnown() {
        return json != null;
    }

    /** Whether there are no more different licences than were counted. */
    boolean isComplete() {
        return json != null && json.getBoolean("complete");
    }

    /** Each licence with its components. */
    Stream<Group> groups() {
        return json == null
                ? Stream.empty()
                : json.getJsonArray("licenses").stream().map(one -> group((JsonObject) one));
    }

    private static Group group(JsonObject one) {
        return new Group(
                LicenseExpression.of(one.getString("license")),
                one.getInteger("count"),
                one.getJsonArray("components").stream().map(String::valueOf).toList());
    }
}
