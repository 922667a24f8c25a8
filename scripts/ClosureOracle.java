import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import mcphub.analysis.closure.Budget;
import mcphub.analysis.closure.Client;
import mcphub.analysis.closure.Closure;
import mcphub.analysis.closure.Registry;
import mcphub.analysis.closure.ReleasesReader;
import mcphub.analysis.closure.Resolution;
import mcphub.analysis.source.NpmRegistry;
import mcphub.analysis.source.RegistrySettings;
import mcphub.analysis.source.RegistryUrl;
import mcphub.analysis.source.SourceRejected;

/** Resolves what real packages bring, and compares it with the lock files that the real npm wrote in the same hour: FOLDER has one folder a package, with its package-lock.json. */
final class ClosureOracle implements Registry, AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final URI base = RegistryUrl.find(Optional.empty(), System.getenv(), Path.of(System.getProperty("user.home")));
    private final NpmRegistry npm = new NpmRegistry(RegistrySettings.of(base));
    private final Path folder;
    private final Map<String, Future<Answer>> answers = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore atOnce = new Semaphore(8);
    private final AtomicLong bytes = new AtomicLong();
    private int places;

    private ClosureOracle(Path folder) {
        this.folder = folder;
    }

    /** Arguments: FOLDER, the version of npm, the version of Node. */
    public static void main(String[] args) throws Exception {
        var client = new Client(args[1], args[2], "linux", "x64", "glibc");
        int same = 0;
        int placed = 0;
        int all = 0;
        var wrong = new ArrayList<String>();
        try (var oracle = new ClosureOracle(Files.createTempDirectory("closure"));
                var projects = Files.list(Path.of(args[0]))) {
            for (var project : projects.sorted().toList()) {
                String said = oracle.compare(project, client);
                all++;
                same += said.startsWith("=") ? 1 : 0;
                placed += said.startsWith("==") ? 1 : 0;
                if (!said.startsWith("==")) {
                    wrong.add(said);
                }
            }
            System.err.printf("%d packages: the same releases in %d, in the same folders in %d; %,d bytes from the registry%n",
                    all, same, placed, oracle.bytes.get());
            System.out.println(oracle.places + " cases");
        }
        System.exit(wrong.isEmpty() ? 0 : 1);
    }

    private String compare(Path project, Client client) throws Exception {
        var asked = JSON.readTree(Files.readString(project.resolve("package.json"))).path("dependencies");
        String name = asked.fieldNames().next();
        String version = asked.path(name).textValue();
        var lock = project.resolve("package-lock.json");
        var locked = Files.exists(lock) ? JSON.readTree(Files.readString(lock)) : JSON.createObjectNode();
        var entry = locked.path("packages").path("node_modules/" + name);
        // what npm itself keeps of the manifest is enough; where it refused, there is only the registry's
        var manifest = entry.isObject() ? ((ObjectNode) entry.deepCopy()).put("name", name) : manifest(name, version);
        long before = bytes.get();
        long began = System.nanoTime();
        var resolution = new Closure(this, client, Budget.USUAL).ofPackage(manifest, null);
        long cold = System.nanoTime() - began;
        long read = bytes.get() - before;
        began = System.nanoTime();
        new Closure(this, client, Budget.USUAL).ofPackage(manifest, null);
        long warm = System.nanoTime() - began;
        var ours = new TreeMap<String, String>();
        resolution.places().forEach(place -> ours.put(place.path(), place.name() + "@" + place.version()));
        var theirs = packages(locked);
        places += theirs.size();
        boolean isRefused = theirs.isEmpty() && !resolution.isComplete();
        boolean isPlaced = isRefused || ours.equals(theirs);
        boolean isSame = Set.copyOf(ours.values()).equals(Set.copyOf(theirs.values()));
        String sign = isPlaced ? "==" : isSame ? "= " : "! ";
        System.err.printf("%s %s@%s: %d places, %d ms, then %d ms, %,d bytes%n", sign, name, version, ours.size(), cold / 1_000_000, warm / 1_000_000, read);
        if (!isPlaced) {
            differences(ours, theirs);
        }
        resolution.troubles().forEach(trouble -> System.err.println("      " + trouble));
        return sign + name;
    }

    private static void differences(Map<String, String> ours, Map<String, String> theirs) {
        var paths = new TreeSet<>(ours.keySet());
        paths.addAll(theirs.keySet());
        paths.stream()
                .filter(path -> !Objects.equals(ours.get(path), theirs.get(path)))
                .limit(12)
                .forEach(path -> System.err.println("    " + path + ": here " + ours.get(path) + ", npm " + theirs.get(path)));
    }

    private JsonNode manifest(String name, String version) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(base.resolve(name.replace("/", "%2F") + "/" + version)).build();
            return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
        }
    }

    /** What a lock says is installed; what an archive carries along is in it and not here. */
    private static TreeMap<String, String> packages(JsonNode lock) {
        return lock.path("packages").properties().stream()
                .filter(entry -> !entry.getKey().isEmpty() && !entry.getValue().path("inBundle").asBoolean(false) && !entry.getValue().path("link").asBoolean(false))
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().path("name").asText(entry.getKey().substring(entry.getKey().lastIndexOf("node_modules/") + 13)) + "@"
                                + entry.getValue().path("version").asText(),
                        (a, b) -> a,
                        TreeMap::new));
    }

    @Override
    public Answer find(String name) {
        try {
            return answers.computeIfAbsent(name, key -> threads.submit(() -> fetch(key))).get();
        } catch (Exception e) {
            throw new IllegalStateException(name, e);
        }
    }

    @Override
    public void expect(Collection<String> names) {
        names.forEach(name -> answers.computeIfAbsent(name, key -> threads.submit(() -> fetch(key))));
    }

    private Answer fetch(String name) throws Exception {
        atOnce.acquire();
        try {
            return npm.describe(name, null, folder, (file, known, etag) -> {
                        long size = Files.size(file);
                        bytes.addAndGet(size);
                        return (Answer) new Known(ReleasesReader.read(file, known), size);
                    })
                    .orElseThrow();
        } catch (SourceRejected e) {
            return new Unknown(e.reason());
        } finally {
            atOnce.release();
        }
    }

    @Override
    public void close() {
        threads.close();
        npm.close();
    }
}
