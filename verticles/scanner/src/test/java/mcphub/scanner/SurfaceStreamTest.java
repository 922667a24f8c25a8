package mcphub.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A surface comes out of the process of a scan as it went in. */
final class SurfaceStreamTest {
    @Test
    void all_of_a_surface_gets_across() throws IOException, InterruptedException {
        var text = Files.readString(Path.of("src", "test", "resources", "surface", "same", "zod3-tool.js"))
                + "server.prompt('p', { a: z.string() }, () => {});\n"
                + "server.resource('r', 'file://r', async () => {});\n"
                + "server.tool(process.env.NAME, 'x', {}, async () => {});\n"
                + "server.tool('n', 'größer', { readOnlyHint: true }, async () => {});\n";
        var surface = new Scanner().scan(Map.of("a.js", text)).surface();
        assertThat(surface.tools()).hasSize(2);
        assertThat(surface.gaps()).hasSize(1);
        var bytes = new ByteArrayOutputStream();
        SurfaceStream.write(surface, new DataOutputStream(bytes));
        var read = SurfaceStream.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(read).isEqualTo(surface);
        assertThat(read.digest()).isEqualTo(surface.digest());
    }
}
