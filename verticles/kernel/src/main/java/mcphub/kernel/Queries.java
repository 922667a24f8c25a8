package mcphub.kernel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The named statements of one verticle, from {@code sql/queries/<verticle>/<resource>.sql}. A statement begins with a line {@code --
 * name: getMcp}, which no other of the verticle has; parameters are written {@code :name}.
 */
public final class Queries {
    private static final Pattern NAME = Pattern.compile("^-- name: (\\w+)\\s*$", Pattern.MULTILINE);
    /** A comment, a literal, a cast, or a parameter; only the last one is replaced. */
    private static final Pattern TOKEN = Pattern.compile("--[^\\n]*|'(?:[^']|'')*'|::|:([a-zA-Z]\\w*)");

    private final Map<String, Query> byName = new LinkedHashMap<>();

    private Queries() {}

    /** Reads all files of a verticle from the class path, in the order of their names. */
    public static Queries load(String verticle) {
        return load(Queries.class.getClassLoader(), verticle);
    }

    static Queries load(ClassLoader classes, String verticle) {
        var queries = new Queries();
        var owners = new HashMap<String, String>();
        Resources.folder(classes, "sql/queries/" + verticle, ".sql").forEach((file, text) -> {
            for (Query query : parse(text)) {
                String owner = owners.put(query.name(), file);
                if (owner != null) {
                    throw new IllegalStateException("Two statements of " + verticle + " are named '" + query.name()
                            + "', in " + owner + " and " + file);
                }
                queries.byName.put(query.name(), query);
            }
        });
        return queries;
    }

    /** The statement of this name. */
    public Query get(String name) {
        var query = byName.get(name);
        if (query == null) {
            throw new IllegalStateException("No statement is named '" + name + "'; there are " + byName.keySet());
        }
        return query;
    }

    /** All statements, in the order of the files. */
    public Collection<Query> all() {
        return byName.values();
    }

    private static List<Query> parse(String text) {
        var matcher = NAME.matcher(text);
        var starts = new ArrayList<int[]>();
        var names = new ArrayList<String>();
        while (matcher.find()) {
            starts.add(new int[] {matcher.start(), matcher.end()});
            names.add(matcher.group(1));
        }
        var queries = new ArrayList<Query>();
        for (int i = 0; i < names.size(); i++) {
            int end = i + 1 < starts.size() ? starts.get(i + 1)[0] : text.length();
            queries.add(
                    number(names.get(i), text.substring(starts.get(i)[1], end).strip()));
        }
        return queries;
    }

    private static Query number(String name, String text) {
        List<String> parameters = new ArrayList<>();
        String sql = TOKEN.matcher(text).replaceAll(token -> {
            if (token.group().startsWith("--")) {
                return "";
            }
            if (token.group(1) == null) {
                return Matcher.quoteReplacement(token.group());
            }
            if (!parameters.contains(token.group(1))) {
                parameters.add(token.group(1));
            }
            return "\\$" + (parameters.indexOf(token.group(1)) + 1);
        });
        return new Query(name, sql.endsWith(";") ? sql.substring(0, sql.length() - 1) : sql, parameters);
    }
}
