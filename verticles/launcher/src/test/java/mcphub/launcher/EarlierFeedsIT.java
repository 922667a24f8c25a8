package mcphub.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import mcphub.harness.TestServers;
import mcphub.servers.Migrations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Feeds that were complete because somebody had said so, brought up to date. */
final class EarlierFeedsIT {
    private static final int LAST = 33;

    /** Each with imports as state, files, broken, newest. */
    private static final String DATA = """
            insert into advisories.feeds (name, kind, address, complete_of, as_of, etag)
            select name, kind, case kind when 'dump' then 'https://dumps.example.org/' || name end, '{npm}', as_of::timestamptz, 'e'
            from (values
                ('failed', 'upload', '2026-01-14T00:00:00Z'), ('refreshed', 'upload', '2026-01-20T00:00:00Z'), ('whole', 'folder', '2026-01-10T00:00:00Z'),
                ('dump', 'dump', '2026-01-10T00:00:00Z'), ('dump-broken', 'dump', '2026-01-10T00:00:00Z'), ('dump-new', 'dump', null)) f (name, kind, as_of);
            insert into advisories.imports (feed_id, state, counts)
            select f.id, i.state, json_build_object('files', i.files, 'broken', i.broken, 'newest', i.newest)
            from (values
                ('failed', 'failed', 0, 0, null), ('failed', 'done', 1, 0, '2026-01-14T00:00:00Z'), ('failed', 'done', 501, 500, '2026-01-14T00:00:00Z'),
                ('refreshed', 'done', 900, 0, '2026-01-02T00:00:00Z'), ('refreshed', 'done', 1, 0, '2026-01-20T00:00:00Z'),
                ('whole', 'done', 900, 0, '2026-01-10T00:00:00Z'),
                ('dump', 'done', 900, 0, '2026-01-10T00:00:00Z'), ('dump', 'done', 0, 0, null),
                ('dump-broken', 'done', 900, 7, '2026-01-10T00:00:00Z'), ('dump-broken', 'done', 0, 0, null),
                ('dump-new', 'queued', 0, 0, null)) i (feed, state, files, broken, newest)
            join advisories.feeds f on f.name = i.feed;
            """;

    @Test
    void what_imports_have_proved_counts_and_no_word(@TempDir Path folder) throws IOException {
        String database = Earlier.database(LAST, folder);
        TestServers.execute(database, DATA);
        Migrations.run(database);
        assertThat(
                        TestServers.query(
                                database,
                                "select string_agg(concat_ws(' ', name, complete_of, to_char(as_of at time zone 'UTC', 'DD'), etag, left(incomplete, 7)), ', ' order by name) from advisories.feeds"))
                .isEqualTo("dump {npm} 10 e, dump-broken {} 10, dump-new {}, failed {} 14 e Nothing, "
                        + "refreshed {npm} 02 e, whole {npm} 10 e");
        assertThat(TestServers.query(database, "select complete_of from advisories.imports where state = 'queued'"))
                .as("which is to come")
                .isEqualTo("{npm}");
        assertThat(TestServers.query(database, "select advisories.gap('npm')")).contains("as of 2026-01-10");
    }
}
