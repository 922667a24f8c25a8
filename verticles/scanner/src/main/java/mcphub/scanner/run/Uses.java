package mcphub.scanner.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import mcphub.scanner.values.Value;

/** What of the world the code uses, by the names of what it calls: files, process, network, environment, database, code. */
final class Uses {
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("command", "process"),
            Map.entry("process", "process"),
            Map.entry("words", "process"),
            Map.entry("argv", "process"),
            Map.entry("path", "files"),
            Map.entry("url", "network"),
            Map.entry("open", "process"),
            Map.entry("sql", "database"),
            Map.entry("sql-one", "database"),
            Map.entry("code", "code"),
            Map.entry("deserialise", "code"),
            Map.entry("template", "code"));

    /** Packages whose every function is one of these. */
    private static final Map<String, Pattern> PACKAGES = Map.of(
            "files",
            Pattern.compile(
                    "(?:fs|fs/promises|chokidar|rimraf|glob|fast-glob|globby|py:shutil|py:aiofiles|py:glob|py:tempfile)(?:[.(].*)?"),
            "process",
            Pattern.compile(
                    "(?:child_process|execa|cross-spawn|node-pty|zx|shelljs|py:subprocess|py:pexpect)(?:[.(].*)?"),
            "network",
            Pattern.compile(
                    "(?:http|https|http2|net|tls|dgram|undici|axios|node-fetch|got|superagent|ws|express|fetch|XMLHttpRequest|WebSocket|EventSource|py:requests|py:httpx|py:aiohttp|py:urllib\\.request|py:socket|py:websockets|py:uvicorn)(?:[.(].*)?"),
            "database",
            Pattern.compile(
                    "(?:pg|postgres|mysql|mysql2|sqlite3|better-sqlite3|node:sqlite|sqlite|mongodb|mongoose|redis|ioredis|knex|sequelize|typeorm|@prisma/client|neo4j-driver|duckdb|cassandra-driver|mssql|py:sqlite3|py:aiosqlite|py:psycopg|py:psycopg2|py:asyncpg|py:pymysql|py:mysql|py:pymongo|py:motor|py:redis|py:sqlalchemy|py:duckdb|py:neo4j)(?:[./(].*)?"),
            "code",
            Pattern.compile("(?:vm|eval|Function|isolated-vm|vm2|py:eval|py:exec)(?:[.(].*)?"),
            "environment",
            Pattern.compile("(?:dotenv|py:os\\.getenv|py:os\\.environ|py:dotenv)(?:[.(].*)?"));

    /** A text that they are given would be run; hardly any program gives them one. */
    private static final Set<String> TIMERS = Set.of("setTimeout", "setInterval", "setImmediate", "global.setTimeout");

    private final Models models;
    private final SortedSet<String> all = new TreeSet<>();
    private final Map<String, List<String>> known = new HashMap<>();

    Uses(Models models) {
        this.models = models;
    }

    SortedSet<String> all() {
        return all;
    }

    void environment() {
        all.add("environment");
    }

    void called(Value callee) {
        for (String ref : callee.refs()) {
            all.addAll(known.computeIfAbsent(ref, this::of));
        }
    }

    private List<String> of(String ref) {
        var found = new TreeSet<String>();
        if (TIMERS.contains(ref)) {
            return List.of();
        }
        models.sinks(ref).forEach(sink -> {
            var kind = KINDS.get(sink.kind());
            if (kind != null) {
                found.add(kind);
            }
        });
        PACKAGES.forEach((kind, names) -> {
            if (names.matcher(ref).matches()) {
                found.add(kind);
            }
        });
        return List.copyOf(found);
    }
}
