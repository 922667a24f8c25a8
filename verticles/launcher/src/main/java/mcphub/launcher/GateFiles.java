package mcphub.launcher;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mcphub.kernel.Frontmatter;
import mcphub.kernel.Yaml;
import org.apache.commons.io.FilenameUtils;
import org.apache.commons.io.IOCase;

/**
 * The files of a folder that a gate asks about: those that clients read for servers, wherever below it, and what beside them says how their lines are started. The table is
 * {@code config/clients.yaml}.
 *
 * @param configurations the paths of those that clients read, as they are shown
 * @param texts all that are sent, by their paths
 * @param files where each is
 */
record GateFiles(List<String> configurations, Map<String, String> texts, Map<String, Path> files) {
    private static final Set<String> LEFT_OUT = Set.of("node_modules", ".git");
    private static final String NPMRC = ".npmrc";
    private static final Set<String> REGISTRY_FILES = Set.of(".yarnrc.yml", "bunfig.toml", "pnpm-workspace.yaml");
    private static final Pattern REGISTRY_LINE = Pattern.compile(
            "registr|scopes|http|[$\\\\]|^ *[\"']?@?[a-z0-9._~-]+[\"']?: *$|^ *\\[", Pattern.CASE_INSENSITIVE);
    private static final Pattern SECRET_VALUE =
            Pattern.compile("(token|password|username) *= *(\"[^\"]*\"|'[^']*')", Pattern.CASE_INSENSITIVE);
    private static final Pattern SECRET = Pattern.compile("^ *//|auth|password|token", Pattern.CASE_INSENSITIVE);
    private static final Pattern ESCAPED = Pattern.compile("\\\\[uUx\r\n]");
    private static final int MARK_BYTES = 2;
    private static final String MARK = "\uFEFF";

    /**
     * A pattern for the end of a path.
     *
     * @param only words of which one must stand in the file; none: any file
     */
    record Wanted(String pattern, List<String> only) {
        /** Without case: to the machines of many developers the names are the same. */
        boolean isAt(String path) {
            return FilenameUtils.wildcardMatch("/" + path, "*/" + pattern, IOCase.INSENSITIVE);
        }

        /** A key may be written with escapes or folded, so that no word of it stands there. */
        boolean matches(String path, String text) {
            return isAt(path)
                    && (only.isEmpty()
                            || only.stream().anyMatch(text::contains)
                            || ESCAPED.matcher(text).find());
        }
    }

    /** The table, in its order. */
    static List<Wanted> table() {
        var clients = (List<?>) Yaml.resource("config/clients.yaml").getOrDefault("clients", List.of());
        return clients.stream()
                .map(client -> (Map<?, ?>) client)
                .flatMap(client -> strings(client.get("files"))
                        .map(file ->
                                new Wanted(file, strings(client.get("only")).toList())))
                .toList();
    }

    private static Stream<String> strings(@org.jspecify.annotations.Nullable Object list) {
        return list instanceof List<?> items ? items.stream().map(String::valueOf) : Stream.empty();
    }

    /** Finds them, in the order of their paths. */
    static GateFiles below(Path folder) throws IOException {
        var table = table();
        var project =
                strings(Yaml.resource("config/clients.yaml").get("project")).collect(Collectors.toSet());
        var found = new TreeMap<String, Path>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
                boolean isLeftOut = !each.equals(folder) && LEFT_OUT.contains(String.valueOf(each.getFileName()));
                return isLeftOut ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (Files.isRegularFile(file)) {
                    found.put(folder.relativize(file).toString().replace('\\', '/'), file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                throw new IOException("cannot be read: " + file, e);
            }
        });
        String shown = shown(folder);
        var configurations = new ArrayList<String>();
        var texts = new TreeMap<String, String>();
        var files = new TreeMap<String, Path>();
        for (var each : found.entrySet()) {
            String path = each.getKey();
            String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
            if (project.contains(name)) {
                String text = text(each.getValue());
                texts.put(shown + path, withoutSecrets(name, text));
            } else if (table.stream().anyMatch(wanted -> wanted.isAt(path))) {
                String whole = text(each.getValue());
                String text = Frontmatter.isIn(name) ? Frontmatter.of(whole) : whole;
                if (table.stream().anyMatch(wanted -> wanted.matches(path, text))) {
                    configurations.add(shown + path);
                    texts.put(shown + path, text);
                    files.put(shown + path, each.getValue());
                }
            }
        }
        return new GateFiles(configurations, texts, files);
    }

    /** Reports name files from where the gate was started, if the folder lies below. */
    private static String shown(Path folder) {
        String plain = folder.normalize().toString().replace('\\', '/');
        return folder.isAbsolute() || plain.isEmpty() || plain.startsWith("..") ? "" : plain + '/';
    }

    /** All of a file's text: what is sent of it is its beginning. */
    static String text(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, charset(bytes));
        return charset(bytes).equals(StandardCharsets.UTF_8) ? text : text.substring(MARK.length());
    }

    /** A text as the bytes that a file of this encoding has. */
    static String marked(String text, Charset charset) {
        return charset.equals(StandardCharsets.UTF_8) ? text : MARK + text;
    }

    /** Windows writes UTF-16 with a mark in front. */
    static Charset charset(byte[] bytes) {
        int mark = bytes.length < MARK_BYTES ? 0 : (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
        return switch (mark) {
            case 0xfffe -> StandardCharsets.UTF_16LE;
            case 0xfeff -> StandardCharsets.UTF_16BE;
            default -> StandardCharsets.UTF_8;
        };
    }

    /** Of what says where packages come from, the lines that do; none with a secret. */
    private static String withoutSecrets(String name, String text) {
        boolean isRegistries = REGISTRY_FILES.contains(name);
        if (!isRegistries && !name.equals(NPMRC)) {
            return text;
        }
        return text.lines()
                .map(line -> isRegistries ? SECRET_VALUE.matcher(line).replaceAll("x = \"\"") : line)
                .filter(line -> !SECRET.matcher(line).find())
                .filter(line -> !isRegistries || REGISTRY_LINE.matcher(line).find())
                .collect(Collectors.joining("\n"));
    }

    /** The file that is shown as this path. */
    Path file(String path) {
        return java.util.Objects.requireNonNull(files.get(path));
    }

    /** As the request has them. */
    JsonArray configs() {
        var configs = new JsonArray();
        texts.forEach((path, text) -> configs.add(JsonObject.of("path", path, "text", text)));
        return configs;
    }
}
