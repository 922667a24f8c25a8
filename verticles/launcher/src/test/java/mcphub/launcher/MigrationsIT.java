package mcphub.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import mcphub.harness.TestServers;
import mcphub.servers.Migrations;
import org.junit.jupiter.api.Test;

/** The schema, when it is not there yet. */
final class MigrationsIT {

    @Test
    void of_nodes_that_start_at_once_one_migrates_and_the_others_wait() {
        String database = TestServers.emptyDatabase();

        var nodes = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.runAsync(() -> Migrations.run(database)))
                .toList();
        nodes.forEach(CompletableFuture::join);

        assertThat(TestServers.query(
                        database, "select count(*) from hub.flyway_schema_history where success and version = '1'"))
                .isEqualTo("1");
        assertThat(TestServers.query(database, "select count(*) from catalog.listings"))
                .isEqualTo("0");
    }
}
