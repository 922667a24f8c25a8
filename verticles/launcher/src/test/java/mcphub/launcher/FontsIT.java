package mcphub.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mcphub.harness.NpmStub;
import mcphub.harness.Packages;
import mcphub.harness.Pdf;
import mcphub.harness.People;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hub fonts}, and reports that are set in what it brings. */
final class FontsIT {
    private static final int CMAP = ('c' << 24) | ('m' << 16) | ('a' << 8) | 'p';

    @TempDir
    private Path home;

    @Test
    void a_font_from_a_package_is_kept_with_its_license_and_sets_what_no_other_font_has() throws IOException {
        try (var registry = new NpmStub()) {
            registry.publish("korean", "1.0.0", packed(fontOf("한글")));
            assertThat(fonts(registry, "korean@1.0.0", "regular/Korean.ttf"))
                    .contains("Reports are set in", "Korean.ttf");
            assertThat(inFolder()).containsExactly("Korean.ttf", "Korean.ttf.LICENSE_FONT");

            try (var hub = WholeHub.inProcess(Map.of("home", home.toString()))) {
                hub.upload("@한글/도구", Packages.good("tools", "1.0.0"));
                assertThat(Pdf.text(report(hub)))
                        .contains("@한글/[U+B3C4][U+AD6C]")
                        .doesNotContain("[U+D55C]");
            }
        }
    }

    @Test
    void what_is_no_font_or_another_one_is_refused_and_leaves_nothing() throws IOException {
        try (var registry = new NpmStub()) {
            String known = FontPackage.KOREAN.name();
            registry.publish(known, FontPackage.KOREAN.version(), packed(fontOf("한글")));
            registry.publish("text", "1.0.0", packed("no font".getBytes(StandardCharsets.UTF_8)));

            assertThat(fonts(registry)).contains("The registry has another " + known + " 0.4.0 than the hub knows");
            assertThat(fonts(registry, "text@1.0.0", "regular/Korean.ttf"))
                    .contains("is no TrueType font that a report can be set in");
            assertThat(fonts(registry, "text@1.0.0", "Bold.ttf"))
                    .contains("The package text has no file Bold.ttf; its fonts are [regular/Korean.ttf]");
            assertThat(fonts(registry, "text@1.0.0")).contains("FILE must be the path of a .ttf file");
            assertThat(fonts(registry, "nothing@1.0.0", "Bold.ttf"))
                    .contains("The registry has no version 1.0.0 of the package nothing");
            assertThat(inFolder()).isEmpty();
        }
    }

    private static byte[] report(WholeHub hub) {
        var people = new People(hub);
        var owner = people.join("owner");
        String reports = people.organization(owner) + "/reports";
        String snapshot = hub.query("select id from analysis.snapshots");
        String id = owner.api()
                .call(202, "POST", reports, JsonObject.of("snapshot_id", snapshot, "format", "PDF"))
                .getString("id");
        hub.awaitNone("select count(*) from report.reports where status <> 'COMPLETED'");
        return Pdf.get(owner, reports + "/" + id + ".pdf").body();
    }

    private List<String> inFolder() throws IOException {
        try (var files = Files.list(home.resolve("fonts"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static byte[] packed(byte[] font) {
        var entries = new LinkedHashMap<TarArchiveEntry, byte[]>();
        entries.put(entry("package/LICENSE_FONT", 4), "free".getBytes(StandardCharsets.UTF_8));
        entries.put(entry("package/regular/Korean.ttf", font.length), font);
        return Packages.tgzOf(entries);
    }

    private static TarArchiveEntry entry(String path, int size) {
        var entry = new TarArchiveEntry(path);
        entry.setSize(size);
        return entry;
    }

    /** A font of these characters and no others; they look like Latin letters. */
    private static byte[] fontOf(String characters) throws IOException {
        byte[] latin;
        try (var in = FontsIT.class.getClassLoader().getResourceAsStream("liberation/LiberationMono-Regular.ttf")) {
            latin = Objects.requireNonNull(in).readAllBytes();
        }
        int[] sorted = characters.codePoints().sorted().toArray();
        int length = 12 + 16 + 12 * sorted.length;
        var font = ByteBuffer.allocate(latin.length + length).put(latin);
        font.putShort((short) 0).putShort((short) 1); // one table, as Unicode's full range has it
        font.putShort((short) 3).putShort((short) 10).putInt(12);
        font.putShort((short) 12)
                .putShort((short) 0)
                .putInt(length - 12)
                .putInt(0)
                .putInt(sorted.length);
        for (int i = 0; i < sorted.length; i++) {
            font.putInt(sorted[i]).putInt(sorted[i]).putInt(40 + i);
        }
        for (int record = 12; record < 12 + 16 * font.getShort(4); record += 16) {
            if (font.getInt(record) == CMAP) {
                font.putInt(record + 8, latin.length).putInt(record + 12, length);
            }
        }
        return font.array();
    }

    private String fonts(NpmStub registry, String... arguments) {
        var all = new java.util.ArrayList<>(List.of("fonts"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--home", home.toString(), "--set", "npm.registry_url=" + registry.url()));
        return Commands.run(all).printed();
    }
}
