package mcphub.analysis;

import java.nio.file.Path;
import java.util.function.Function;
import mcphub.analysis.source.Limits;
import mcphub.kernel.npm.NpmPick;
import org.jspecify.annotations.Nullable;

/**
 * Has the packages that entry points hand over to from the registries that may be asked about them.
 *
 * @param registries null where nothing is asked for beside what is analysed
 * @param pick who chooses of what a range allows, where nothing settles it
 */
record Behinds(@Nullable PackageRegistries registries, NpmPick pick, Limits limits, Path work) {
    /**
     * Does something with them.
     *
     * @param key of the package, as {@link PackageRegistries#of} takes it; null for none
     * @param isAsked whether registries may hear of it: of what is private and no package they do not
     */
    <T> T with(@Nullable String key, boolean isAsked, Function<Shells, T> use) {
        if (registries == null || !isAsked) {
            String why =
                    isAsked ? "Registries are not asked for dependencies here" : "Of what is private no registry hears";
            return use.apply(Shells.alone(limits, work, why));
        }
        try (var own = new OwnRegistries(registries, PackageRegistries.org(key))) {
            var shelf = new RegistryShelf(name -> own.of(name).registry(), pick, work);
            return use.apply(Shells.of(limits, work, shelf));
        }
    }
}
