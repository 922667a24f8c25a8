package mcphub.scanner.surface;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntBiFunction;
import mcphub.scanner.code.Ex;
import mcphub.scanner.surface.Surface.Place;
import mcphub.scanner.surface.Surface.Prompt;
import mcphub.scanner.surface.Surface.Resource;
import mcphub.scanner.surface.Surface.Tool;
import mcphub.scanner.surface.Term.Fun;
import mcphub.scanner.surface.Term.Lit;
import org.jspecify.annotations.Nullable;

/** What was found so far, bounded; and who is asked whether a call offers something. */
final class Found {
    private static final int MOST = 2_000;
    private static final int LONGEST_NAME = 300;
    private static final int LONGEST_SCHEMA = 100_000;
    private static final int MOST_GAPS = 200;

    private final ToIntBiFunction<String, Integer> lines;
    private final Registrations registrations = new Registrations(this);
    private final PyRegistrations python = new PyRegistrations(this);
    private final Servers servers = new Servers(this);
    private final Said said = new Said(this);
    private final Map<String, Tool> tools = new LinkedHashMap<>();
    private final Map<String, Prompt> prompts = new LinkedHashMap<>();
    private final Map<String, Resource> resources = new LinkedHashMap<>();
    private final Set<String> gaps = new LinkedHashSet<>();
    /** Of places where tools are offered: what could not be read there. */
    private final Map<String, String> unread = new LinkedHashMap<>();

    private final Map<String, Integer> known = new HashMap<>();
    private final Set<String> sites = new HashSet<>();
    /** Tools that were read as a whole, or by following the program. */
    private final Set<String> meant = new HashSet<>();

    final Begun begun = new Begun();

    /** Takes what says the line of an offset in a file. */
    Found(ToIntBiFunction<String, Integer> lines) {
        this.lines = lines;
    }

    /** What a call gives that offers something; null for any other, which is then looked at as it is. */
    @Nullable
    Term called(Calls.Call call, Interpreter interpreter) {
        return call.frame().isPython() ? python.called(call, interpreter) : registrations.called(call, interpreter);
    }

    void made(Calls.Call call, Interpreter interpreter) {
        servers.made(call);
    }

    /** A function with a mark above it. */
    void decorated(Ex mark, Ex callee, Term by, Fun fun, Frame frame, Interpreter interpreter) {
        python.decorated(mark, callee, by, fun, frame, interpreter);
    }

    int line(String file, int at) {
        return lines.applyAsInt(file, at);
    }

    private void offered(String name, Row row) {
        known.merge(row.file() + '|' + row.at() + '|' + row.place(), 1, Integer::sum);
        begun.offered(new Place(name, row.file(), line(row.file(), row.at())));
    }

    void site(String file, int at) {
        sites.add(file + '|' + at);
    }

    boolean isLookedAt(String file, int at) {
        return sites.contains(file + '|' + at);
    }

    void gap(String says) {
        if (gaps.size() < MOST_GAPS) {
            gaps.add(says);
        } else {
            gaps.add("There is more that could not be read");
        }
    }

    /** What could not be read here, unless it is read when this runs in another way. */
    void unread(String file, int at, int place, String says) {
        if (unread.size() < MOST) {
            unread.put(file + '|' + at + '|' + place, says + " (" + file + ':' + line(file, at) + ')');
        } else {
            gap("There is more that could not be read");
        }
    }

    void tool(Row row, Schemas schemas, String input, boolean isConditional) {
        var names = row.name() == null ? List.<Term>of() : Terms.all(row.name());
        for (Term each : names) {
            String name = each instanceof Lit(String text) ? text.replace(Term.HOLE, '…') : "";
            if (name.isBlank() || name.equals("…")) {
                unread(row.file(), row.at(), row.place(), "The name of a tool is made when it runs");
                continue;
            }
            boolean isExact = Terms.exact(each) != null && names.size() == 1;
            String title = said.text(row.title(), schemas);
            String description = said.text(row.description(), schemas);
            var notes = said.annotations(row.more(), schemas);
            String from = title.isEmpty() ? notes.getOrDefault("title", "") : title;
            notes.remove("title");
            boolean isCut = input.length() > LONGEST_SCHEMA || name.length() > LONGEST_NAME;
            var tool = new Tool(
                    name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name,
                    from,
                    description,
                    input.length() > LONGEST_SCHEMA ? "{\"type\":\"object\"}" : input,
                    notes,
                    row.file(),
                    line(row.file(), row.at()),
                    isExact && !schemas.isIncomplete && !isCut,
                    isConditional);
            offered(tool.name(), row);
            if (isCut) {
                gap("What the tool '" + tool.name() + "' takes is too large to be kept");
            }
            String key = name + '|' + Texts.plain(description) + '|' + input + '|' + notes;
            if (tool.isComplete() || !schemas.interpreter().isForced) {
                meant.add(key);
            }
            add(tools, key, best(tools.get(key), tool), "tools");
        }
        if (row.name() == null) {
            unread(row.file(), row.at(), row.place(), "The name of a tool is made when it runs");
        }
    }

    /** The same tool, as it was found before and now: read as well as either, and as sure. */
    private static Tool best(@Nullable Tool before, Tool now) {
        return before == null
                        || (now.isComplete() && !before.isComplete())
                        || (!now.isConditional() && before.isConditional())
                ? now
                : before;
    }

    private <T> void add(Map<String, T> into, String key, T what, String kind) {
        if (into.size() < MOST || into.containsKey(key)) {
            into.put(key, what);
        } else {
            gap("There are more than " + MOST + ' ' + kind);
        }
    }

    /** Of a prompt: what stands where the schema of a tool does are its arguments, as a JSON list. */
    void prompt(Row row, Schemas schemas, String arguments) {
        String name = said.text(row.name(), schemas);
        if (name.isBlank() || name.equals("…")) {
            unread(row.file(), row.at(), row.place(), "The name of a prompt is made when it runs");
            return;
        }
        offered(name, row);
        add(
                prompts,
                name + '|' + arguments,
                new Prompt(
                        name,
                        said.text(row.title(), schemas),
                        said.text(row.description(), schemas),
                        arguments,
                        row.file(),
                        line(row.file(), row.at()),
                        !schemas.isIncomplete),
                "prompts");
    }

    /** Of a resource: what stands where the schema of a tool does is its address. */
    void resource(Row row, Schemas schemas, boolean isTemplate) {
        String uri = said.text(row.schema(), schemas);
        if (uri.isBlank() || uri.equals("…")) {
            unread(row.file(), row.at(), row.place(), "The address of a resource is made when it runs");
            return;
        }
        offered(uri, row);
        add(
                resources,
                uri,
                new Resource(
                        uri,
                        isTemplate,
                        said.text(row.name(), schemas),
                        said.text(row.description(), schemas),
                        said.text(row.more(), schemas),
                        row.file(),
                        line(row.file(), row.at()),
                        !schemas.isIncomplete),
                "resources");
    }

    /** Whether nothing is offered, and no server made. */
    boolean isEmpty() {
        return tools.isEmpty() && prompts.isEmpty() && resources.isEmpty() && begun.isEmpty();
    }

    /** All of it, where what was read in part only is left out if it was read as a whole elsewhere. */
    Surface surface(Set<String> capabilities, List<Surface.HandOver> handsOver) {
        if (!begun.servers().isEmpty()
                && tools.isEmpty()
                && prompts.isEmpty()
                && resources.isEmpty()
                && unread.isEmpty()) {
            gap("A server is made, and what it offers was not found");
        }
        unread.forEach((site, says) -> {
            if (!known.containsKey(site)) {
                gap(says);
            }
        });
        var whole = new HashSet<String>();
        tools.values().stream().filter(Tool::isComplete).forEach(each -> whole.add(each.name()));
        var best = tools.entrySet().stream()
                .filter(each -> meant.contains(each.getKey())
                        || !whole.contains(each.getValue().name()))
                .map(Map.Entry::getValue)
                .sorted(Comparator.comparing(Tool::name)
                        .thenComparing(Tool::description)
                        .thenComparing(Tool::inputSchema))
                .toList();
        return new Surface(
                best,
                List.copyOf(new TreeMap<>(prompts).values()),
                List.copyOf(new TreeMap<>(resources).values()),
                begun.transports(),
                new TreeSet<>(capabilities),
                begun.servers(),
                begun.listeners(),
                handsOver,
                new ArrayList<>(gaps),
                begun.started());
    }
}
