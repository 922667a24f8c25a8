package mcphub.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Names of files. */
final class FileNamesTest {
    @Test
    void a_file_is_named_so_that_every_system_takes_it() {
        assertThat(FileNames.of(List.of("@acme/mcp tools", "1.4.0", "2026-01-14"), ".pdf"))
                .isEqualTo("mcphub-acme-mcp-tools-1.4.0-2026-01-14.pdf");
        assertThat(FileNames.of(List.of("数据库", "..\"\r\n/é", "2026-01-14"), ".pdf"))
                .isEqualTo("mcphub-e-2026-01-14.pdf");
        assertThat(FileNames.of(List.of("x".repeat(500), "1", "2026-01-14"), ".pdf"))
                .hasSizeLessThan(120);
    }
}
