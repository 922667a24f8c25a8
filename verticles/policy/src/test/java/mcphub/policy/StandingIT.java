package mcphub.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A policy on the level goes by the level that counts when it is asked. */
final class StandingIT extends GateCase {
    @Test
    void a_level_that_rests_on_old_advisories_is_denied_where_two_is_asked_for_and_allowed_again_when_they_are_young() {
        hub.execute("update analysis.snapshots set certification_level = 2");
        var house = house();
        house.policy("Level", "DENY", "LEVEL", "min:2", 1);
        hub.execute(
                "insert into advisories.feeds (name, kind, complete_of, as_of) values ('all', 'folder', '{npm}', '2026-01-14')");

        var old = first(house.evaluate(mcps("@example/files@1.2.0")));
        assertThat(old.getString("result")).isEqualTo("DENIED");
        assertThat(old.getString("reason"))
                .isEqualTo("Policy 'Level' denied: certification level 1 < 2"
                        + " (Advisories of npm are as of 2026-01-14, more than 7 days ago)");

        hub.execute("update advisories.feeds set as_of = now()");
        assertThat(first(house.evaluate(mcps("@example/files@1.2.0"))).getString("result"))
                .isEqualTo("ALLOWED");
    }
}
