package mcphub.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mcphub.harness.ApiClient;
import mcphub.harness.People;
import mcphub.harness.TestServers;
import mcphub.servers.Migrations;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database of before sources had identities, with 1,000 MCPs, brought up to date. */
final class EarlierDatabaseIT {
    private static final int LAST = 8;
    private static final List<String> TABLES = List.of(
            "catalog.mcps",
            "analysis.versions",
            "analysis.snapshots",
            "org.orgs",
            "org.members",
            "identity.users",
            "policy.policies",
            "policy.exceptions");

    /** 940 packages and what clashes with them; two organizations that have all that organizations have. */
    private static final String DATA = """
            insert into identity.users (email, name, plan) select 'u' || n || '@example.org', 'U', 'ENTERPRISE' from generate_series(1, 20) n;
            insert into org.orgs (name, slug, display_name) values ('Acme', 'acme', 'Acme'), ('Other', 'tools-0f', 'Other');
            insert into org.members (org_id, user_id, role)
            select o.id, u.id, 'OWNER' from org.orgs o join identity.users u on u.email = case o.slug when 'acme' then 'u1' else 'u2' end || '@example.org';
            insert into catalog.mcps (name, source_type, source_package, license, category)
            select p, 'npm', p, 'MIT', 'files' from (select case when n % 10 = 0 then '@tools-of/p' else 'package-' end || n as p from generate_series(1, 940) n) named;
            insert into catalog.mcps (name, source_type, source_url, repository_key, repo_url)
            select 'repository-' || n, 'git', 'https://git.example.org/acme/r' || n, 'git.example.org/acme/r' || n, null from generate_series(1, 30) n;
            insert into catalog.mcps (name, source_type, source_package, category, owner_id)
            select 'called-' || n, 'npm', 'PACKAGE-' || n, 'files', (select id from identity.users where email = 'u1@example.org') from generate_series(1, 5) n;
            insert into catalog.mcps (name, visibility, source_type, source_package, org_id)
            select 'package-' || n, 'private', case when n % 2 = 0 then 'npm' else 'upload' end, case when n % 2 = 0 then 'elsewhere-' || n end, o.id
            from generate_series(11, 35) n join org.orgs o on o.slug = 'acme' where n % 10 <> 0;
            insert into catalog.mcps (name, visibility, source_type, org_id)
            select 'upload-' || n, 'private', 'upload', o.id from generate_series(1, 2) n join org.orgs o on o.slug = 'acme';
            insert into analysis.versions (mcp_id, visible_version, source_type, source_ref, status, certified_at)
            select m.id, v, m.source_type, v || m.id, 'CERTIFIED', now() from catalog.mcps m cross join unnest(array['1.0.0', '1.1.0']) v;
            insert into analysis.snapshots (version_id, job_id, content, content_sha256, global_score, scores, grade, certification_level, controls_judged, controls_total,
                critical_findings, high_findings, medium_findings, low_findings, toolchain_version, scoring_version, controls_catalog_version, dependencies)
            select v.id, gen_random_uuid(), '{}', '', 84, '{}', 'B', 2, 52, 59, 0, 0, 0, 0, 't', 'v2.1', 'v1.4', '[]' from analysis.versions v;
            update analysis.versions v set snapshot_id = s.id from analysis.snapshots s where s.version_id = v.id;
            insert into policy.policies (org_id, name, action, target_type, target_value, environments, priority)
            select o.id, 'p' || n, 'DENY', 'SCORE', 'min:90', case when n % 2 = 0 then array['Staging', 'production'] else array['staging'] end, n
            from org.orgs o cross join generate_series(1, 10) n;
            insert into policy.exceptions (org_id, policy_id, mcp_id, version, reason, approved_by, ends_at)
            select p.org_id, p.id, m.id, case when p.priority % 2 = 0 then '1.0.0' end, 'r', u.id, now() + interval '1 day'
            from policy.policies p join catalog.mcps m on m.name in ('package-7', 'repository-3', 'upload-1') join identity.users u on u.email = 'u1@example.org';
            """;

    private static String database;
    private static Map<String, String> before;
    private static Map<String, String> after;

    @BeforeAll
    static void migrate(@TempDir Path folder) throws IOException {
        database = Earlier.database(LAST, folder);
        TestServers.execute(database, DATA);
        before = counts();
        Migrations.run(database);
        after = counts();
    }

    private static Map<String, String> counts() {
        var counts = new TreeMap<String, String>();
        TABLES.forEach(table -> counts.put(table, query("select count(*) from " + table)));
        return counts;
    }

    private static String query(String sql) {
        return TestServers.query(database, sql);
    }

    @Test
    void nothing_is_lost() {
        assertThat(before).containsEntry("catalog.mcps", "1000").containsEntry("policy.exceptions", "60");
        assertThat(after).isEqualTo(before);
    }

    @Test
    void exceptions_name_the_source_that_they_were_made_for() {
        assertThat(
                        query(
                                "select string_agg(distinct split_part(identity, ':', 1) || ':' || case when m.source_type = 'upload' then '' else split_part(identity, ':', 2) end, ' ') from policy.exceptions e join catalog.mcps m on m.id = e.mcp_id where e.identity = catalog.identity(m)"))
                .isEqualTo("git:git.example.org/acme/r3 npm:package-7 upload:");
        assertThat(
                        query(
                                "select count(*) from policy.exceptions e join catalog.mcps m on m.id = e.mcp_id where e.identity is distinct from catalog.identity(m)"))
                .isEqualTo("0");
    }

    @Test
    void categories_count_where_the_platform_gave_them_and_licenses_are_those_of_the_releases() {
        assertThat(query("select count(*) from catalog.mcps where category_confirmed and category is not null"))
                .isEqualTo("940");
        assertThat(query("select count(*) from catalog.mcps where category_confirmed and owner_id is not null"))
                .isEqualTo("0");
        assertThat(query("select count(*) from analysis.versions where license = 'MIT'"))
                .isEqualTo("1880");
        assertThat(query("select count(*) from analysis.versions where suspicion is not null"))
                .isEqualTo("0");
    }

    @Test
    void environments_of_policies_are_those_of_their_organization() {
        assertThat(query("select string_agg(lower(array_to_string(environments, ',')), ' ') from org.orgs"))
                .isEqualTo("staging,production staging,production");
    }

    @Test
    void clashes_are_listed_for_administrators() {
        try (var hub = WholeHub.at(database, Map.of())) {
            var people = new People(hub);
            String id = people.account("admin@example.org", "FREE");
            hub.execute("update identity.users set platform_role = 'AUDITOR' where id = '" + id + "'");
            var auditor = people.signIn("admin@example.org").api();

            assertThat(total(auditor, "NAME"))
                    .as("private ones and PACKAGE-1 to 5")
                    .isEqualTo(28);
            assertThat(total(auditor, "PACKAGE_NAME")).as("called-1 to 5").isEqualTo(5);
            var scope = auditor.get("/api/v1/admin/name-clashes?kind=SCOPE").getJsonArray("clashes");
            assertThat(scope).hasSize(1);
            assertThat(scope.getJsonObject(0).getString("name")).isEqualTo("tools-0f");
            assertThat(scope.getJsonObject(0).getInteger("mcps_total")).isEqualTo(94);
        }
    }

    private static int total(ApiClient auditor, String kind) {
        return auditor.get("/api/v1/admin/name-clashes?kind=" + kind).getInteger("total");
    }
}
