package mcphub.advisories;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import mcphub.kernel.osv.AffectedVersions;
import mcphub.kernel.osv.Affectedness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ranges of npm audit, as records have them. */
final class AuditRangesTest {
    @ParameterizedTest
    @CsvSource({
        "<1.2.6, 1.2.5, true",
        "<1.2.6, 1.2.6, false",
        "<1.2.6, 1.2.6-beta.1, true",
        ">=1.0.0 <1.2.6, 0.9.9, false",
        ">=1.0.0 <1.2.6, 1.0.0-rc.1, false",
        ">=1.0.0 <1.2.6, 1.2.5, true",
        "<0.2.4 || >=1.0.0 <1.2.6, 0.2.3, true",
        "<0.2.4 || >=1.0.0 <1.2.6, 0.2.4, false",
        "<=1.25.1, 1.25.1, true",
        "<=1.25.1, 1.25.2, false",
        ">1.0.0, 1.0.0, false",
        ">1.0.0, 1.0.1-0, true",
        ">1.0.0-a <2.0.0, 1.0.0-a, false",
        ">1.0.0-a <2.0.0, 1.0.0-a.1, true",
        "3.3.6, 3.3.6, true",
        "3.3.6, 3.3.7, false",
        "=0.7.29 || =0.8.0, 0.8.0, true",
        "*, 9.9.9, true",
        "1.0.0 - 1.2.5, 1.2.5, true",
        "^1.2.0, 1.9.0, true",
        "^1.2.0, 2.0.0, false",
        "<0.0.0-0, 1.0.0, false",
    })
    void a_version_is_affected_as_audit_means_it(String range, String version, boolean is) {
        var ranges = new JsonArray(AuditRanges.of(range).orElseThrow());
        var affected = AffectedVersions.of("npm", new JsonArray(ranges.encode()), new JsonArray());
        assertThat(affected.version(version)).isEqualTo(is ? Affectedness.AFFECTED : Affectedness.NOT_AFFECTED);
    }

    @Test
    void what_is_no_range_is_none() {
        assertThat(AuditRanges.of("no range")).isEmpty();
        assertThat(AuditRanges.of("")).isEmpty();
    }
}
