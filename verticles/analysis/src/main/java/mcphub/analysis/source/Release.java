package mcphub.analysis.source;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One published version of an npm package, as the registry describes it. Texts are the author's: at most 2,000 characters, control
 * characters replaced by spaces.
 *
 * @param name the package's name
 * @param version its release number
 * @param description what the author says about it
 * @param license an SPDX expression, or whatever the author wrote
 * @param repositoryUrl where the author says the code lives: https without {@code .git}, user or fragment
 * @param repositoryFolder the package's folder inside that repository, for those that hold many
 * @param homepage an http or https URL
 * @param language {@code TypeScript} where types or the compiler are mentioned, else {@code JavaScript}: a guess
 * @param tarball where its archive is
 * @param integrity what its archive must hash to
 * @param fileCount files in the archive, as the registry counted
 * @param unpackedSize bytes of them, as the registry counted
 * @param deprecated what the registry says against it; null where it says nothing
 * @param manifest what the registry goes by where it has the release installed, as one line of JSON in ASCII: see {@link Manifest#installed()}
 */
public record Release(
        String name,
        String version,
        @Nullable String description,
        @Nullable String license,
        @Nullable String repositoryUrl,
        @Nullable String repositoryFolder,
        @Nullable String homepage,
        String language,
        URI tarball,
        Integrity integrity,
        @Nullable Integer fileCount,
        @Nullable Long unpackedSize,
        @Nullable String deprecated,
        String manifest) {}
