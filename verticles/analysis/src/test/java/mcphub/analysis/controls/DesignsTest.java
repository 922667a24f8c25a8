package mcphub.analysis.controls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a tool says that it does is one finding a tool, marked, and no less bad for its limits. */
final class DesignsTest {
    private static final Catalogue CATALOGUE = Catalogue.shipped();
    private static final String SHELL = """
            import { exec } from 'child_process';
            server.tool('run', 'Runs a shell command.', { command: z.string() }, async ({ command }) => {
              exec(command);
              exec(`nice ${command}`);
              exec(command + ' 2>&1');
            });
            """;

    private static List<Finding> findings(String control, String text) {
        return CATALOGUE.judge(Case.fails(control, "index.js", text).source(), FewFlaws.ALL).stream()
                .filter(each -> each.control().id().equals(control))
                .flatMap(each -> each.verdict().findings().stream())
                .toList();
    }

    @Test
    void a_tool_that_says_that_it_runs_commands_has_one_finding_for_all_places() {
        assertThat(findings("COMMAND_INJECTION", SHELL)).singleElement().satisfies(finding -> {
            assertThat(finding.flow().byDesign()).isTrue();
            assertThat(finding.flow().tool()).isEqualTo("run");
            assertThat(finding.flow().values()).containsExactly("tool-argument");
            assertThat(finding.message()).contains("which the tool says that it does (in 3 places)");
        });
    }

    @Test
    void each_tool_has_its_own() {
        String two = SHELL + SHELL.replace("'run'", "'run_as'").replace("import { exec } from 'child_process';\n", "");

        assertThat(findings("COMMAND_INJECTION", two))
                .extracting(finding -> finding.flow().tool())
                .containsExactlyInAnyOrder("run", "run_as");
    }

    @Test
    void a_tool_that_says_something_else_has_all_of_them() {
        String other = SHELL.replace("'run', 'Runs a shell command.'", "'log', 'Shows the history.'");

        assertThat(findings("COMMAND_INJECTION", other))
                .hasSize(3)
                .noneMatch(finding -> finding.flow().byDesign());
    }

    @Test
    void what_comes_over_http_is_nothing_that_a_tool_says_it_does() {
        String route = SHELL + "app.post('/x', (req, res) => { exec(`git log ${req.query.branch}`); });\n";

        assertThat(findings("COMMAND_INJECTION", route)).anySatisfy(finding -> {
            assertThat(finding.flow().values()).containsExactly("http-request");
            assertThat(finding.flow().byDesign()).isFalse();
            assertThat(finding.severity()).isEqualTo(Severity.HIGH);
        });
    }

    @Test
    void who_says_that_he_only_reads_has_no_statement_in_mind_that_does_more() {
        String query = """
                import pg from 'pg';
                const pool = new pg.Pool();
                server.tool('query', 'Runs a read-only SQL query.', { sql: z.string() }, async ({ sql }) => {
                  const client = await pool.connect();
                  await client.query('BEGIN TRANSACTION READ ONLY');
                  return client.query(sql);
                });
                """;

        assertThat(findings("SQL_CONCATENATION", query)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.HIGH);
            assertThat(finding.flow().byDesign()).isFalse();
        });
    }
}
