package mcphub.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.Map;
import java.util.UUID;
import mcphub.harness.NpmStub;
import mcphub.harness.TestHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whose analysis comes next. The packages are none that the registry has, so that one takes no time. */
@ExtendWith(VertxExtension.class)
final class TurnsIT {
    private static final int MANY = 60;

    /** The platform's, one of each of the others, and what the two workers took at the same moment. */
    private static final int FEW = 6;

    private static final NpmStub REGISTRY = new NpmStub();

    private static TestHub hub;

    @BeforeAll
    static void startHub(Vertx vertx) {
        hub = TestHub.start(vertx, Map.of("npm.registry_url", REGISTRY.url()), AnalysisVerticle.PART);
    }

    @AfterAll
    static void stopHub() {
        REGISTRY.close();
    }

    @Test
    void who_has_one_job_does_not_wait_for_who_has_many() {
        String many = organization();
        String one = organization();
        String person = person();

        hub.execute(wishes("many", "org_id", quoted(many), MANY)
                + wishes("one", "org_id", quoted(one), 1)
                + wishes("person", "owner_id", quoted(person), 1)
                + wishes("platform", "org_id", "null", 1)
                + "update analysis.jobs j set run_at = now() - interval '1 hour' where j.party = '" + many + "';");
        settle();

        for (String who : new String[] {"one", "person", "platform"}) {
            assertThat(before(who))
                    .as("jobs of who has many, taken before that of " + who)
                    .isLessThanOrEqualTo(FEW);
        }
        assertThat(
                        hub.query(
                                "select count(distinct party) from analysis.jobs j join catalog.mcps m on m.id = j.mcp_id where m.category in ('one', 'person', 'platform')"))
                .isEqualTo("3");
    }

    /** How many jobs of the long queue were taken before the one of that category. */
    private static int before(String category) {
        return Integer.parseInt(hub.query(
                "select count(*) from analysis.jobs theirs join catalog.mcps t on t.id = theirs.mcp_id and t.category = 'many' join analysis.jobs mine on mine.taken_at > theirs.taken_at join catalog.mcps m on m.id = mine.mcp_id and m.category = '"
                        + category + "'"));
    }

    @Test
    void a_wish_waits_for_the_one_before_it_of_the_same_mcp_and_others_do_not() {
        String org = organization();

        hub.execute(wishes("first", "org_id", quoted(org), 1) + wishes("other", "org_id", quoted(org), 1)
                + "update analysis.jobs j set run_at = now() + interval '1 hour', created_at = now() - interval '1 minute' from catalog.mcps m where m.id = j.mcp_id and m.category = 'first';"
                + "select analysis.queue_resolve(m.id, 'later') from catalog.mcps m where m.category = 'first';");
        hub.awaitNone(open("m.category = 'other'"));

        assertThat(hub.query("select attempts from analysis.jobs where wanted = 'later'"))
                .isEqualTo("0");
        hub.execute("update analysis.jobs set run_at = now() where run_at > now()");
        settle();
        assertThat(
                        hub.query(
                                "select string_agg(wanted, ',' order by taken_at) from analysis.jobs j join catalog.mcps m on m.id = j.mcp_id where m.category = 'first'"))
                .isEqualTo(",later");
    }

    @Test
    void what_the_hub_does_again_by_itself_comes_behind_all_that_somebody_waits_for() {
        hub.execute(
                wishes("fresh", "org_id", quoted(organization()), MANY)
                        + wishes("again", "org_id", quoted(organization()), 1)
                        + "update analysis.jobs j set again = true, run_at = now() - interval '1 hour' from catalog.mcps m where m.id = j.mcp_id and m.category = 'again';");
        settle();

        assertThat(
                        hub.query(
                                "select count(*) from analysis.jobs mine join catalog.mcps m on m.id = mine.mcp_id and m.category = 'again' join analysis.jobs theirs on theirs.taken_at > mine.taken_at join catalog.mcps t on t.id = theirs.mcp_id and t.category = 'fresh'"))
                .isEqualTo("0");
    }

    @Test
    void what_a_suspended_organization_asked_for_is_looked_at_all_the_same() {
        String org = organization();
        hub.execute("update org.orgs set status = 'SUSPENDED' where id = '" + org + "';"
                + wishes("suspended", "org_id", quoted(org), 1));

        hub.awaitNone(open("m.category = 'suspended'"));

        assertThat(hub.query("select attempts from analysis.jobs where party = '" + org + "'"))
                .isEqualTo("1");
    }

    private static void settle() {
        hub.awaitNone(open("true"));
    }

    private static String open(String which) {
        return "select count(*) from analysis.jobs j join catalog.mcps m on m.id = j.mcp_id where j.state in ('queued', 'running') and "
                + which;
    }

    private static String organization() {
        return hub.query("insert into org.orgs (name, slug, display_name) values ('o', '" + UUID.randomUUID()
                + "', 'o') returning id");
    }

    private static String person() {
        return hub.query("insert into identity.users (email, name) values ('" + UUID.randomUUID()
                + "@example.org', 'P') returning id");
    }

    private static String quoted(String id) {
        return "'" + id + "'";
    }

    /** Statements that add MCPs of this category and owner, and wish for their newest releases. */
    private static String wishes(String category, String column, String owner, int count) {
        return "insert into catalog.mcps (name, source_type, source_package, category, " + column
                + ") select p, 'npm', p, '" + category + "', " + owner
                + " from (select 'none-' || gen_random_uuid() as p from generate_series(1, "
                + count + ")) named; select analysis.queue_resolve(m.id, '') from catalog.mcps m where m.category = '"
                + category + "';";
    }
}
