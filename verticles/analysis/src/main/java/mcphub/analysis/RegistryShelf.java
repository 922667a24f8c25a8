package mcphub.analysis;

import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.regex.Pattern;
import mcphub.analysis.source.NpmRegistry;
import mcphub.analysis.source.Release;
import mcphub.analysis.source.SourceFailure;
import mcphub.analysis.source.SourceRejected;
import mcphub.analysis.source.SourceUnavailable;
import mcphub.kernel.npm.NpmPick;

/**
 * The registries of npm.
 *
 * @param at the registry of a package by its name; asked on a thread of its own, which may wait for the database
 * @param pick who chooses of what a range allows
 * @param work for archives while they are read
 */
record RegistryShelf(Function<String, NpmRegistry> at, NpmPick pick, Path work) implements Shelf {
    private static final Pattern EXACT = Pattern.compile("\\d+\\.\\d+\\.\\d+(?:[-+].*)?");

    @Override
    public Release find(String name, String wanted) {
        var registry = registry(name);
        if (EXACT.matcher(wanted).matches()) {
            return registry.resolve(name, wanted);
        }
        var described = registry.describe(name, null, work).orElseThrow();
        var choices = pick.choices(described.packument(), wanted);
        if (choices.versions().isEmpty()) {
            throw new SourceRejected("Of " + name + " there is nothing to take: " + choices.nothing());
        }
        return registry.resolve(name, choices.versions().getFirst());
    }

    @Override
    public Path download(Release release) {
        return registry(release.name()).download(release, work);
    }

    private NpmRegistry registry(String name) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<NpmRegistry> found = threads.submit(() -> at.apply(name));
            return found.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceUnavailable("Asking for " + name + " was interrupted.", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SourceFailure failure
                    ? failure
                    : new IllegalStateException("The registry of " + name + " cannot be had", e);
        }
    }
}
