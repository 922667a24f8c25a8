package mcphub.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mcphub.kernel.Frontmatter;
import mcphub.kernel.Refusal;
import mcphub.policy.ConfigText.Node;
import mcphub.policy.launch.CommandLine;
import mcphub.policy.launch.Defaults;
import org.jspecify.annotations.Nullable;

/**
 * Reads which servers a client's configuration uses, whichever client it is for ({@code config/clients.yaml} lists their files), or a {@code server.json} of the MCP registry. An entry that cannot be read is one that nobody knows; none is dropped.
 */
final class ClientConfig {
    private static final Pattern ORIGIN = Pattern.compile("^(\\w+://)(?:[^/?#@]*@)?([^/?#@]+)");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][\\w@/:.-]*=.*", Pattern.DOTALL);
    private static final Pattern GAPS = Pattern.compile("[\\s'\"]+");
    private static final Pattern LINE = Pattern.compile("line (\\d{1,6})");
    /** A folder that need not lie in the project. */
    private static final Pattern ELSEWHERE =
            Pattern.compile("^(/|~|[A-Za-z]:|%)|^\\$(?!\\{workspaceFolder})|(^|[/\\\\])\\.\\.([/\\\\]|$)");

    private static final int MOST_WORDS = 1_000;
    private static final int MOST_CHARACTERS = 20_000;

    private final @Nullable String path;
    private final Project project;
    private final List<Asked> found = new ArrayList<>();

    private ClientConfig(@Nullable String path, Project project) {
        this.path = path;
        this.project = project;
    }

    /**
     * The servers in the order of the text; none where it is empty.
     *
     * @param path the file that it is from; null where nobody said
     * @param project what the files beside it say
     * @throws Refusal BAD_REQUEST that names the line where the text is no JSON, or that says that it is no configuration
     */
    static List<Asked> read(String text, @Nullable String path, Project project) {
        var root = ConfigText.parse(text, path);
        var places = ConfigPlaces.of(root, path, project);
        boolean isEmpty =
                root.value() == null || (root.isObject() && root.object().isEmpty()) || Frontmatter.isIn(path);
        if (!places.isConfiguration() && !isEmpty) {
            throw ConfigText.wrong(
                    path,
                    "has no place for servers, such as mcpServers, servers, context_servers, mcp_servers, mcp, packages or"
                            + " remotes; expected the text of a client's configuration or of a server.json");
        }
        return new ClientConfig(path, project).asked(places);
    }

    /**
     * The servers of one file of several: none where it has no place for any. One that cannot be read is denied, and says why; the others are judged.
     *
     * @param path the file that it is from
     */
    static List<Asked> ofSeveral(String text, String path, Project project) {
        try {
            var places = ConfigPlaces.of(ConfigText.parse(text, path), path, project);
            return new ClientConfig(path, project).asked(places);
        } catch (Refusal refusal) {
            String why = String.valueOf(refusal.getMessage())
                    .replaceFirst("^Invalid field 'config' \\(" + Pattern.quote(path) + "\\): ", "")
                    .replaceFirst(" \\(start marker at .*$", "");
            var line = LINE.matcher(why);
            var place =
                    new Asked.Place(path, path, line.find() ? Integer.parseInt(line.group(1)) : 1, Asked.UNREADABLE);
            return List.of(
                    new Asked(path, null, null, null, null, place, List.of("It cannot be read: " + why), List.of()));
        }
    }

    private List<Asked> asked(ConfigPlaces.Places places) {
        for (var place : places.found()) {
            int before = found.size();
            try {
                switch (place.kind()) {
                    case SERVER -> client(place.name(), place.entry());
                    case MANIFEST -> manifest(place.entry());
                    case UNREAD -> local(place.name(), place.entry());
                }
            } catch (StackOverflowError tooDeep) {
                // whoever can make the hub stumble must not make a pipeline that fails open pass: the entry is one that
                // nobody knows
                found.subList(before, found.size()).clear();
                local(place.name(), place.entry());
            }
        }
        return found;
    }

    /** Every reading of an entry: one client starts the command, another goes to the address. */
    private void client(String server, Node entry) {
        int before = found.size();
        for (String key : ConfigPlaces.COMMANDS) {
            command(server, entry, entry.get(key));
        }
        var urls = new HashSet<String>();
        for (String key : ConfigPlaces.URLS) {
            String url = entry.text(key);
            if (url != null && urls.add(url)) {
                remote(url, server, entry);
            }
        }
        if (found.size() == before) {
            local(server, entry);
        }
    }

    /** Zed writes an object, opencode a list, all others a text. */
    private void command(String server, Node entry, Node command) {
        var arguments = command.isObject() ? command.get("args") : entry.get("args");
        var words = new ArrayList<>(command.texts());
        Object program = command.isObject() ? command.text("path") : command.value();
        if (program instanceof String text) {
            words.add(text);
        }
        if (arguments.value() instanceof String line) {
            words.addAll(
                    GAPS.splitAsStream(line).filter(word -> !word.isEmpty()).toList());
        } else {
            words.addAll(arguments.texts());
        }
        requireShort(words, server, entry);
        boolean isSaid =
                command.value() != null && !words.isEmpty() && !words.getFirst().isBlank();
        if (isSaid) {
            var environment = environment(entry, command);
            // what else is loaded into it, nobody has approved
            boolean isAltered = CommandLine.mayLoad(environment) || entry.has("envFile");
            List<String> keys = isAltered ? List.of() : Approvable.local(words);
            CommandLine.read(words.getFirst(), words.subList(1, words.size()), environment)
                    .forEach(one -> add(one, server, entry, one.kind().equals("local") ? keys : List.of()));
        }
    }

    /** A line longer than any that a machine starts costs more to read than it could mean; it is refused, not passed. */
    private void requireShort(List<String> words, String server, Node entry) {
        int characters = words.stream().mapToInt(String::length).sum();
        if (words.size() > MOST_WORDS || characters > MOST_CHARACTERS) {
            throw ConfigText.wrong(
                    path,
                    "line " + entry.line() + ": the server '" + server + "' is started by a line of " + words.size()
                            + " words and " + characters + " characters; expected " + MOST_WORDS + " and "
                            + MOST_CHARACTERS
                            + " or fewer");
        }
    }

    private Map<String, String> environment(Node entry, Node command) {
        var variables = new LinkedHashMap<>(project.variables());
        for (var node : List.of(entry.get("env"), entry.get("environment"), entry.get("envs"), command.get("env"))) {
            node.object()
                    .forEach((name, value) -> variables.put(
                            String.valueOf(name), ((Node) value).value() instanceof String text ? text : ""));
            node.texts().stream()
                    .filter(VARIABLE.asMatchPredicate())
                    .forEach(text ->
                            variables.put(text.substring(0, text.indexOf('=')), text.substring(text.indexOf('=') + 1)));
        }
        return variables;
    }

    private void manifest(Node server) {
        String name = server.text("name") == null ? "server.json" : String.valueOf(server.text("name"));
        var packages = server.get("packages");
        var remotes = server.get("remotes");
        int before = found.size();
        for (Node entry : packages.list()) {
            ServerJson.started(entry).forEach(one -> add(one, name, entry, List.of()));
        }
        for (Node entry : remotes.list()) {
            String url = entry.text("url");
            if (url == null) {
                local(name, entry);
            } else {
                remote(url, name, entry);
            }
        }
        boolean isOdd = Stream.of(packages, remotes).anyMatch(one -> one.isObject() || one.value() instanceof String);
        if (isOdd || (found.size() == before && !server.isObject())) {
            local(name, server);
        }
    }

    /** Scheme, host and port: what stands behind them may be a secret. */
    private void remote(String url, String server, Node entry) {
        var match = ORIGIN.matcher(Defaults.filled(url));
        String origin = match.find() ? match.group(1) + match.group(2) : "a remote server";
        found.add(new Asked(
                origin, null, null, null, null, place(server, entry, "remote"), List.of(), Approvable.remote(url)));
    }

    /** What is not understood is something of the machine that starts it. */
    private void local(String server, Node entry) {
        found.add(new Asked(server, null, null, place(server, entry, "local")));
    }

    private void add(CommandLine started, String server, Node entry, List<String> keys) {
        var cautions = new ArrayList<>(started.cautions());
        if (entry.has("envFile")) {
            cautions.add("Its envFile is not read, which may hold variables that change what runs");
        }
        String cwd = entry.text("cwd");
        if (cwd != null && ELSEWHERE.matcher(cwd).find()) {
            cautions.add("It is started in another folder, whose settings are not read");
        }
        found.add(new Asked(
                started.name(),
                started.version(),
                started.range(),
                started.registry(),
                started.node() == null ? project.node(path) : started.node(),
                place(server, entry, started.kind()),
                cautions,
                keys));
    }

    private Asked.Place place(String server, Node entry, String kind) {
        return new Asked.Place(server, path, entry.line(), kind);
    }
}
