package mcphub.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import mcphub.analysis.reading.Source;
import mcphub.analysis.reading.TextFile;
import mcphub.analysis.source.Limits;
import mcphub.analysis.source.NpmRegistry;
import mcphub.analysis.source.Origin;
import mcphub.analysis.source.RegistrySettings;
import mcphub.analysis.source.SourceFile;
import mcphub.analysis.source.SourceTree;
import mcphub.harness.NpmStub;
import mcphub.harness.Packages;
import mcphub.kernel.npm.NpmPick;

/** A registry, and sources that are followed into what it has. */
final class ShellsBench implements AutoCloseable {
    final NpmStub stub = new NpmStub();
    private final NpmRegistry registry = new NpmRegistry(RegistrySettings.of(URI.create(stub.url())));
    private final Path work;

    ShellsBench(Path work) {
        this.work = work;
    }

    @Override
    public void close() {
        registry.close();
        stub.close();
    }

    void publish(String name, String version, String... pathsAndTexts) {
        var files = new LinkedHashMap<String, String>();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            files.put("package/" + pathsAndTexts[i], pathsAndTexts[i + 1]);
        }
        stub.publish(name, version, Packages.tgz(files));
    }

    static Source source(Origin origin, String... pathsAndTexts) {
        var files = new ArrayList<SourceFile>();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            byte[] bytes = pathsAndTexts[i + 1].getBytes(StandardCharsets.UTF_8);
            files.add(new SourceFile(pathsAndTexts[i], bytes.length, () -> bytes));
        }
        return new Source(new SourceTree(files), origin);
    }

    Shelf shelf() {
        return new RegistryShelf(name -> registry, new NpmPick(List.of("24.0.0"), List.of("11.0.0")), work);
    }

    Source followed(Source source) {
        var whole = Shells.of(Limits.defaults(), work, shelf()).follow(source);
        assertThat(work).as("nothing is left").isEmptyDirectory();
        return whole;
    }

    /** A release with one entry, which asks for these packages. */
    static Source shell(String cli, String dependencies) {
        return source(
                Origin.NPM,
                "package.json",
                "{\"name\": \"shell\", \"version\": \"1.0.0\", \"bin\": \"cli.js\", \"dependencies\": {" + dependencies
                        + "}}",
                "cli.js",
                cli);
    }

    static List<String> code(Source source) {
        return source.productCode().stream().map(TextFile::path).toList();
    }
}
