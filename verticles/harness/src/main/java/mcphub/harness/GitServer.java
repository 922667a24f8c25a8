package mcphub.harness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.jspecify.annotations.Nullable;

/** A real git server on loopback: JGit's, over HTTP as forges speak it. */
public final class GitServer implements AutoCloseable {
    private final HttpServer server;
    private final Path folder;
    private final Map<String, Repository> repositories = new ConcurrentHashMap<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private volatile @Nullable String password;
    private volatile @Nullable String redirect;
    private volatile boolean stalling;
    private volatile boolean onlyTips;
    private volatile BiConsumer<String, ReceiveCommand> pushed = (name, command) -> {};

    public GitServer(Path folder) {
        this.folder = folder;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public String url(String name) {
        return url() + "/" + name + ".git";
    }

    /** Lets in only who shows this password. */
    public void requirePassword(String expected) {
        password = expected;
    }

    /** Sends every request elsewhere. */
    public void redirectTo(@Nullable String target) {
        redirect = target;
    }

    /** Takes requests, and says nothing. */
    public void stall(boolean on) {
        stalling = on;
    }

    /** Gives commits only where a branch or tag stands, as older servers do. */
    public void giveOnlyTips() {
        onlyTips = true;
    }

    /** Can leave out of a repository's answer what is not asked for, as large forges can. */
    public void filters(String name) {
        repository(name).getConfig().setBoolean("uploadpack", null, "allowfilter", true);
    }

    /** Calls back after each push, with the repository's name. */
    public void onPush(BiConsumer<String, ReceiveCommand> callback) {
        pushed = callback;
    }

    /** The Authorization headers that it was shown. */
    public List<String> authorizations() {
        return authorizations;
    }

    /** An empty repository. */
    public Repository create(String name) {
        try {
            var repository = Git.init()
                    .setBare(true)
                    .setInitialBranch("main")
                    .setDirectory(Files.createDirectories(folder.resolve(name + ".git"))
                            .toFile())
                    .call()
                    .getRepository();
            repositories.put(name, repository);
            return repository;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Commits files to a branch, at a fixed time.
     *
     * @param files by path; a path that begins with {@code link:} is a symbolic link, with {@code module:} a submodule
     */
    public String commit(String name, String branch, Map<String, String> files, long seconds) {
        var repository = repository(name);
        try (var inserter = repository.newObjectInserter()) {
            var index = DirCache.newInCore();
            var builder = index.builder();
            for (var file : files.entrySet()) {
                boolean link = file.getKey().startsWith("link:");
                boolean module = file.getKey().startsWith("module:");
                var entry = new DirCacheEntry(file.getKey().replaceFirst("^(link|module):", ""));
                entry.setFileMode(link ? FileMode.SYMLINK : module ? FileMode.GITLINK : FileMode.REGULAR_FILE);
                entry.setObjectId(
                        module
                                ? ObjectId.fromString(file.getValue())
                                : inserter.insert(
                                        Constants.OBJ_BLOB, file.getValue().getBytes(StandardCharsets.UTF_8)));
                builder.add(entry);
            }
            builder.finish();
            var person = new PersonIdent("Tests", "tests@example.org", Instant.ofEpochSecond(seconds), ZoneOffset.UTC);
            var commit = new CommitBuilder();
            commit.setTreeId(index.writeTree(inserter));
            ObjectId parent = repository.resolve("refs/heads/" + branch);
            if (parent != null) {
                commit.setParentId(parent);
            }
            commit.setAuthor(person);
            commit.setCommitter(person);
            commit.setMessage("A change");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            point(name, "refs/heads/" + branch, id.name());
            return id.name();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets a branch or tag stand at a commit. */
    public void point(String name, String ref, String commit) {
        try {
            var update = repository(name).updateRef(ref);
            update.setNewObjectId(ObjectId.fromString(commit));
            update.setForceUpdate(true);
            update.forceUpdate();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Repository repository(String name) {
        return Objects.requireNonNull(repositories.get(name), name);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String query = exchange.getRequestURI().getQuery();
            String shown = exchange.getRequestHeaders().getFirst("Authorization");
            if (shown != null) {
                authorizations.add(shown);
            }
            if (stalling) {
                Thread.sleep(60_000);
            }
            if (redirect != null) {
                exchange.getResponseHeaders().add("Location", redirect + path + (query == null ? "" : "?" + query));
                exchange.sendResponseHeaders(302, -1);
                return;
            }
            String expected =
                    "Basic " + Base64.getEncoder().encodeToString(("hub:" + password).getBytes(StandardCharsets.UTF_8));
            if (password != null && !expected.equals(shown)) {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            var name = path.substring(1).replaceFirst("\\.git/.*", "");
            var repository = repositories.get(name);
            if (repository == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                var spoken = new GitOverHttp(exchange, repository, onlyTips);
                if (path.endsWith("/info/refs")) {
                    spoken.advertise(String.valueOf(query).replace("service=", ""));
                } else if (path.endsWith("/git-upload-pack")) {
                    spoken.upload();
                } else {
                    spoken.receive(command -> pushed.accept(name, command));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        repositories.values().forEach(Repository::close);
    }
}
