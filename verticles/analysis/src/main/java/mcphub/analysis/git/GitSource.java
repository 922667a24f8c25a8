package mcphub.analysis.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mcphub.analysis.source.SourceFailure;
import mcphub.analysis.source.SourceRejected;
import mcphub.analysis.source.SourceUnavailable;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.SubmoduleConfig.FetchRecurseSubmodulesMode;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.FilterSpec;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.util.FileUtils;
import org.jspecify.annotations.Nullable;

/**
 * Reads git repositories. Calls block, and any number may run at once. It never tries again by itself: {@link SourceUnavailable} tells the job queue that it may.
 */
public final class GitSource {
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{40}");
    private static final String HEADS = "refs/heads/";
    private static final String TAGS = "refs/tags/";

    private final GitSettings settings;

    /** Reads within these bounds. */
    public GitSource(GitSettings settings) {
        this.settings = settings;
    }

    /** Refuses an address that is none by https, http or ssh: {@link SourceRejected} says what was expected. */
    public static void check(String url) {
        Address.of(url);
    }

    /**
     * The commit that a wish means. Nothing is fetched but the list of branches and tags.
     *
     * @param branch the one that is watched; null for the default branch
     * @param wanted a full id, a branch or a tag, by its name or in full; empty for the newest of the watched branch
     * @return 40 lower-case hexadecimal digits; an id is taken at its word
     * @throws SourceRejected where the repository or the ref is not there, or the repository may not be read
     * @throws SourceUnavailable where it does not answer
     */
    public String resolve(String url, @Nullable String branch, String wanted, Path folder) {
        if (ID.matcher(wanted).matches()) {
            return wanted.toLowerCase(Locale.ROOT);
        }
        var candidates = wanted.isBlank()
                ? List.of(branch == null ? "HEAD" : HEADS + branch)
                : wanted.startsWith("refs/") ? List.of(wanted) : List.of(TAGS + wanted, HEADS + wanted);
        var refs = guarded(url, folder, (access, repository) -> refs(url, access));
        return candidates.stream()
                .flatMap(name -> Stream.ofNullable(refs.get(name)))
                .map(GitSource::commit)
                .findFirst()
                .orElseThrow(
                        () -> new SourceRejected("The repository has no " + String.join(" and no ", candidates) + "."));
    }

    /** The commit of this id; fetched as small as the server can send it. */
    public Commit describe(String url, String id, Path folder) {
        return guarded(url, folder, (access, repository) -> {
            var commit = smallest(repository, url, id, access);
            return new Commit(id, commit.getCommitterIdent().getWhenAsInstant());
        });
    }

    /** An archive of the commit's files in this folder, which the caller deletes: the same to the byte each time. */
    public Path archive(String url, String id, Path folder) {
        return guarded(url, folder, (access, repository) -> {
            var commit = fetched(repository, url, id, access);
            Path file = Files.createTempFile(folder, "commit-", ".tgz");
            try {
                new Tarball(repository.getRepository(), settings).write(commit, file);
                return file;
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(file);
                throw e;
            }
        });
    }

    private Map<String, Ref> refs(String url, Access access) throws GitAPIException {
        return Git.lsRemoteRepository()
                .setRemote(url)
                .setTransportConfigCallback(access)
                .setCredentialsProvider(access.credentials())
                .callAsMap();
    }

    private static String commit(Ref ref) {
        ObjectId peeled = ref.getPeeledObjectId();
        ObjectId id = peeled == null ? ref.getObjectId() : peeled;
        return String.valueOf(id == null ? null : id.name());
    }

    /** Without its files, where the server can leave them out. */
    private RevCommit smallest(Git repository, String url, String id, Access access) throws Exception {
        try {
            return fetched(repository, url, id, access.filtered(FilterSpec.fromFilterLine("tree:0")));
        } catch (GitAPIException e) {
            if (!Trouble.isUnfiltered(e)) {
                throw e;
            }
            return fetched(repository, url, id, access.filtered(FilterSpec.NO_FILTER));
        }
    }

    /** By its id; from a server that gives none by id, by a branch or tag that stands there. */
    private RevCommit fetched(Git repository, String url, String id, Access access) throws Exception {
        try {
            fetch(repository, url, id, access);
        } catch (GitAPIException e) {
            if (!Trouble.isUnadvertised(e)) {
                throw e;
            }
            var name = refs(url, access).entrySet().stream()
                    .filter(ref -> commit(ref.getValue()).equals(id))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseThrow(() -> new SourceRejected("The repository does not give the commit " + id
                            + ": it is not there any more, or no branch or tag stands at it."));
            fetch(repository, url, name, access);
        }
        try (var walk = new RevWalk(repository.getRepository())) {
            return walk.parseCommit(ObjectId.fromString(id));
        } catch (IOException e) {
            throw new SourceRejected("The repository has no commit " + id + ".");
        }
    }

    private static void fetch(Git repository, String url, String what, Access access) throws GitAPIException {
        repository
                .fetch()
                .setRemote(url)
                .setRefSpecs(new RefSpec(what + ":refs/mcphub/fetched"))
                .setDepth(1)
                .setTagOpt(TagOpt.NO_TAGS)
                .setRecurseSubmodules(FetchRecurseSubmodulesMode.NO)
                .setTransportConfigCallback(access)
                .setCredentialsProvider(access.credentials())
                .call();
    }

    /** Something that is done with a way to a repository, and an empty repository to fetch into. */
    private interface Work<T> {
        T apply(Access access, Git repository) throws Exception;
    }

    private <T> T guarded(String url, Path folder, Work<T> work) {
        var address = Address.of(url);
        // not before it is needed: it takes as long as the start of all else
        Isolation.apply();
        return inFolder(folder, room -> {
            Path bare = room.resolve("repository.git");
            var access = new Access(address, settings, Files.createDirectory(room.resolve("home")));
            try (var guard = new Guard(settings, bare, access.connections());
                    var repository =
                            Git.init().setBare(true).setDirectory(bare.toFile()).call()) {
                try {
                    T result = work.apply(access, repository);
                    if (guard.reason() == Guard.Reason.SIZE) {
                        throw Trouble.tooLarge(address, settings);
                    }
                    return result;
                } catch (Exception e) {
                    throw Trouble.of(e, address, guard, settings);
                }
            }
        });
    }

    private interface InFolder<T> {
        T apply(Path room) throws Exception;
    }

    private static <T> T inFolder(Path folder, InFolder<T> work) {
        try {
            Path room = Files.createTempDirectory(folder, "git-");
            try {
                return work.apply(room);
            } finally {
                FileUtils.delete(room.toFile(), FileUtils.RECURSIVE | FileUtils.RETRY | FileUtils.IGNORE_ERRORS);
            }
        } catch (SourceFailure told) {
            throw told;
        } catch (Exception e) {
            throw new SourceUnavailable("The repository could not be stored on this machine.", e);
        }
    }
}
