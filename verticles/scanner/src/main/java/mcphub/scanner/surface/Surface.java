package mcphub.scanner.surface;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a version of a program offers to those who start it, read without running it.
 *
 * @param tools sorted by name; a name twice where it is offered in several forms
 * @param prompts sorted by name
 * @param resources sorted by address
 * @param transports of {@code stdio}, {@code streamable-http}, {@code sse}, {@code websocket}: those that servers listen on
 * @param capabilities of {@code files}, {@code process}, {@code network}, {@code environment}, {@code database}, {@code code}: what its own code calls by name
 * @param servers where a server is made
 * @param listeners where a transport of a server is made
 * @param handsOver files that do nothing but start something else, and where a transport is started, those that start a fixed program as its client
 * @param gaps what could not be read, as sentences without a stop; empty where all was
 * @param started what of it entry points start
 */
public record Surface(
        List<Tool> tools,
        List<Prompt> prompts,
        List<Resource> resources,
        SortedSet<String> transports,
        SortedSet<String> capabilities,
        List<Place> servers,
        List<Place> listeners,
        List<HandOver> handsOver,
        List<String> gaps,
        Started started) {

    /** Of a program of which nothing is known, with the reasons. */
    public static Surface unread(List<String> gaps) {
        return new Surface(
                List.of(),
                List.of(),
                List.of(),
                new TreeSet<>(),
                new TreeSet<>(),
                List.of(),
                List.of(),
                List.of(),
                List.copyOf(gaps),
                new Started(List.of(), List.of(), List.of(), false));
    }

    /**
     * A tool.
     *
     * @param name with … for a part that is made when it runs
     * @param title empty without one
     * @param description empty without one
     * @param inputSchema JSON Schema in one form, as JSON with sorted names: type, properties, required, items, enum, anyOf, nullable, default, description,
     *     additionalProperties and prefixItems
     * @param annotations such as {@code readOnlyHint}: what is said of it, by name
     * @param line 1-based: of where it is declared
     * @param isComplete whether all of it could be read
     * @param isConditional whether something decides when it runs that this is offered
     */
    public record Tool(
            String name,
            String title,
            String description,
            String inputSchema,
            SortedMap<String, String> annotations,
            String file,
            int line,
            boolean isComplete,
            boolean isConditional) {}

    /**
     * A prompt.
     *
     * @param arguments a JSON list, sorted by name, of objects with name, required and description
     */
    public record Prompt(
            String name,
            String title,
            String description,
            String arguments,
            String file,
            int line,
            boolean isComplete) {}

    /**
     * A resource.
     *
     * @param uri its address, or a template of addresses
     */
    public record Resource(
            String uri,
            boolean isTemplate,
            String name,
            String description,
            String mimeType,
            String file,
            int line,
            boolean isComplete) {}

    /** Where something is; {@code what} is its name there. */
    public record Place(String what, String file, int line) {}

    /**
     * A file that only starts something else.
     *
     * @param to the name of a package, a program, or behind {@code ./} the path of another file of the program
     * @param path of what is started inside of that package; empty for its own entry
     * @param isProcess whether it is started as a process of its own
     */
    public record HandOver(String file, String to, String path, boolean isProcess) {
        /** Whether another file of the program goes on. */
        public boolean isInside() {
            return to.startsWith("./");
        }
    }

    /**
     * What runs when entry points are started or imported: the rest runs only if somebody calls it.
     *
     * @param offers where servers are made, or tools, prompts and resources offered
     * @param listeners where transports of servers are made
     * @param beside where files that no entry point leads to would do the same if somebody started them
     * @param isWhole whether the program was followed to its end
     */
    public record Started(List<Place> offers, List<Place> listeners, List<Place> beside, boolean isWhole) {}

    /** Whether a server is made, or anything is offered as one does. */
    public boolean isServer() {
        return !servers.isEmpty() || !tools.isEmpty() || !prompts.isEmpty() || !resources.isEmpty();
    }

    /** Whether it listens as a server does without being one: it passes on what another one offers. */
    public boolean isProxy() {
        return !isServer() && !listeners.isEmpty();
    }

    /** Whether all that it offers could be read. */
    public boolean isComplete() {
        return gaps.isEmpty()
                && tools.stream().allMatch(Tool::isComplete)
                && prompts.stream().allMatch(Prompt::isComplete)
                && resources.stream().allMatch(Resource::isComplete);
    }

    /**
     * SHA-256, in hexadecimal, of what is offered: it is the same where only the library, its generation, places, the order or the breaking of lines differ.
     */
    public String digest() {
        try {
            byte[] all = canonical().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(all));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the digest is of, as JSON. */
    public String canonical() {
        return Json.text(Map.of(
                "tools",
                        rows(tools, each -> {
                            var row = row(each.name(), each.title(), each.description());
                            row.put("inputSchema", each.inputSchema());
                            row.put("annotations", each.annotations());
                            return row;
                        }),
                "prompts",
                        rows(prompts, each -> {
                            var row = row(each.name(), each.title(), each.description());
                            row.put("arguments", each.arguments());
                            return row;
                        }),
                "resources",
                        rows(resources, each -> {
                            var row = row(each.name(), "", each.description());
                            row.put("uri", each.uri());
                            row.put("mimeType", each.mimeType());
                            return row;
                        }),
                "transports", List.copyOf(transports),
                "capabilities", List.copyOf(capabilities)));
    }

    private static TreeMap<String, Object> row(String name, String title, String description) {
        var row = new TreeMap<String, Object>();
        row.put("name", name);
        row.put("title", Texts.plain(title));
        row.put("description", Texts.plain(description));
        return row;
    }

    private static <T> List<Object> rows(List<T> of, java.util.function.Function<T, Map<String, Object>> row) {
        var all = new TreeMap<String, Object>();
        of.forEach(each -> {
            var made = row.apply(each);
            all.put(Json.text(made), made);
        });
        return new ArrayList<>(all.values());
    }

    /** The tool of this name that was read best; null where there is none. */
    public @Nullable Tool tool(String name) {
        return tools.stream()
                .filter(each -> each.name().equals(name))
                .max(Comparator.comparing(Tool::isComplete))
                .orElse(null);
    }
}
