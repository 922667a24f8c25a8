package mcphub.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import mcphub.harness.Packages;
import org.junit.jupiter.api.Test;

/** What a version offers, read from its source. */
final class ToolsIT extends CatalogCase {
    private static final String OLD = """
            import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
            import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
            import { z } from 'zod';
            const server = new McpServer({ name: 'clock', version: '1.0.0' });
            server.tool('now', 'Says what time it is somewhere', { zone: z.string().describe('Such as UTC') }, async ({ zone }) => ({ content: [{ type: 'text', text: zone }] }));
            await server.connect(new StdioServerTransport());
            """;
    private static final String NEW = OLD.replace(
                    "server.tool('now', 'Says what time it is somewhere', {",
                    "server.registerTool('now', { description: 'Says what time it is somewhere', inputSchema: {")
            .replace("'Such as UTC') }, async", "'Such as UTC') } }, async");

    private JsonObject offered(String name, String code) {
        String manifest = JsonObject.of(
                        "name", name, "version", "1.0.0", "license", "MIT", "type", "module", "main", "index.js")
                .encode();
        registry.publish(
                name, "1.0.0", Packages.tgz(Map.of("package/package.json", manifest, "package/index.js", code)));
        return hub.api().get(hub.latest(hub.certify(name, "1.0.0")) + "/tools");
    }

    @Test
    void a_tool_has_its_description_schema_and_place_and_the_generation_of_the_library_changes_nothing() {
        var offered = offered("clock-of-old", OLD);

        assertThat(offered.getBoolean("server")).isTrue();
        assertThat(offered.getBoolean("complete")).as(offered.encode()).isTrue();
        assertThat(offered.getJsonArray("transports")).containsExactly("stdio");
        var tool = offered.getJsonArray("tools").getJsonObject(0);
        assertThat(tool.getString("name")).isEqualTo("now");
        assertThat(tool.getString("description")).isEqualTo("Says what time it is somewhere");
        assertThat(tool.getString("file")).isEqualTo("index.js");
        assertThat(tool.getInteger("line")).isEqualTo(5);
        assertThat(tool.getJsonObject("input_schema")
                        .getJsonObject("properties")
                        .getJsonObject("zone"))
                .isEqualTo(JsonObject.of("description", "Such as UTC", "type", "string"));

        assertThat(offered("clock-of-now", NEW).getString("digest")).isEqualTo(offered.getString("digest"));
        assertThat(offered("clock-elsewhere", OLD.replace("somewhere", "elsewhere"))
                        .getString("digest"))
                .isNotEqualTo(offered.getString("digest"));
    }

    @Test
    void of_what_is_not_there_nobody_is_told() {
        hub.api()
                .call(
                        404,
                        "GET",
                        "/api/v1/mcps/00000000-0000-4000-8000-000000000000/versions/00000000-0000-4000-8000-000000000000/tools",
                        null);
    }
}
