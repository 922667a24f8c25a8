package mcphub.analysis.controls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartsTest {
    private static final Parts PARTS = Parts.shipped();
    private static final String SDK = "@modelcontextprotocol/sdk";

    @ParameterizedTest
    @CsvSource({
        "GHSA-w48q-cv73-mx4w, @modelcontextprotocol/sdk/server/stdio.js, false",
        "GHSA-w48q-cv73-mx4w, @modelcontextprotocol/sdk/server/mcp.js, false",
        "GHSA-w48q-cv73-mx4w, @modelcontextprotocol/sdk/client/streamableHttp.js, false",
        "GHSA-w48q-cv73-mx4w, @modelcontextprotocol/sdk/server/streamableHttp.js, true",
        "GHSA-w48q-cv73-mx4w, @modelcontextprotocol/sdk/server/streamableHttp, true",
        "GHSA-w48q-cv73-mx4w, @modelcontextprotocol/sdk/dist/esm/server/sse.js, true",
        "CVE-2025-66414, @modelcontextprotocol/sdk/server/sse.js, true",
        "GHSA-w48q-cv73-mx4w, @modelcontextprotocol/sdk, true",
        "GHSA-w48q-cv73-mx4w, other/server/sse.js, false",
        "GHSA-345p-7cg4-v4c7, @modelcontextprotocol/sdk/server/stdio.js, false",
        "GHSA-345p-7cg4-v4c7, @modelcontextprotocol/sdk/server/streamableHttp.js, true",
        "GHSA-345p-7cg4-v4c7, @modelcontextprotocol/sdk/shared/transport.js, true",
        "CVE-2026-0621, @modelcontextprotocol/sdk/server/index.js, false",
        "CVE-2026-0621, @modelcontextprotocol/sdk/server/mcp.js, true",
    })
    void an_advisory_about_a_part_of_the_sdk_concerns_who_imports_that_part(String id, String specifier, boolean is) {
        var part = PARTS.of(id, "npm", SDK).orElseThrow();

        assertThat(part.isImportedBy(Set.of("node:fs", specifier))).isEqualTo(is);
        assertThat(part.because()).isNotBlank().doesNotEndWith(".");
    }

    @ParameterizedTest
    @CsvSource({
        "mcp.server.stdio, false",
        "mcp.server.lowlevel, false",
        "mcp.types, false",
        "mcp.server.fastmcp, true",
        "mcp.server.streamable_http_manager, true",
        "mcp.server, true",
        "mcp, true",
    })
    void what_runs_fast_mcp_may_run_it_over_http(String specifier, boolean is) {
        var part = PARTS.of("CVE-2025-66416", "PyPI", "mcp").orElseThrow();

        assertThat(part.isImportedBy(Set.of(specifier))).isEqualTo(is);
    }

    @Test
    void an_advisory_that_is_not_there_is_about_all_of_its_package() {
        assertThat(PARTS.of("GHSA-3qhf-m339-9g5v", "PyPI", "mcp")).isEmpty();
        assertThat(PARTS.of("GHSA-w48q-cv73-mx4w", "PyPI", SDK)).isEmpty();
        assertThat(PARTS.of("GHSA-w48q-cv73-mx4w", "npm", "other")).isEmpty();
    }

    @Test
    void a_file_that_is_not_understood_is_refused() {
        String entry = "parts: [{ids: [A], ecosystem: npm, package: p, imports: [%s], because: so%s}]";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Parts.read(entry.formatted("", "")))
                .withMessageContaining("must not be empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Parts.read(entry.formatted("a", ", more: 1")))
                .withMessageContaining("more");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Parts.read("parts: [{ids: [A, A], ecosystem: npm, package: p, imports: [a], because: so}]"))
                .withMessageContaining("twice");
    }
}
