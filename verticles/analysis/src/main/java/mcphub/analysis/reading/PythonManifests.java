package mcphub.analysis.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import mcphub.analysis.reading.Dependency.Scope;
import mcphub.analysis.reading.Manifest.Ecosystem;

/** What pyproject.toml and requirements.txt ask for. */
final class PythonManifests {
    private static final Pattern REQUIREMENT =
            Pattern.compile("^([A-Za-z0-9][A-Za-z0-9._-]*)\\s*(?:\\[([^\\]]*)\\])?\\s*([^;#]*)");
    /** Options of pip that bring nothing along, by their full names: pip takes any beginning of a name. */
    private static final Pattern OPTION = Pattern.compile(
            "--(?:hash|index-url|extra-index-url|find-links|trusted-host|no-binary|only-binary|prefer-binary|pre|require-hashes|no-index|use-feature)(?:=[^\\s\"'\\\\]*)?|-[if][^\\s\"'\\\\]*|\\\\");

    private static final Pattern QUOTED = Pattern.compile("[\"'\\\\]");
    private static final Pattern ENCODING = Pattern.compile("coding[:=]\\s*([-\\w.]+)");
    private static final Set<String> ENCODINGS = Set.of("utf-8", "utf8", "ascii", "us-ascii", "latin-1", "iso-8859-1");
    private final List<String> gaps;

    /** Notes why there may be more than is read, as sentences without a stop. */
    PythonManifests(List<String> gaps) {
        this.gaps = gaps;
    }

    /** A pyproject.toml; empty where it says nothing of a package. */
    Optional<Manifest> project(TextFile file, JsonNode root) {
        unread(root).ifPresent(why -> gaps.add(file.path() + why));
        if (!root.has("project") && !root.path("tool").has("poetry")) {
            return Optional.empty();
        }
        var dependencies = new ArrayList<Dependency>();
        root.path("project")
                .path("dependencies")
                .forEach(node -> requirement(file, node.asText(), Scope.RUNTIME, dependencies));
        root.path("project")
                .path("optional-dependencies")
                .forEach(group ->
                        group.forEach(node -> requirement(file, node.asText(), Scope.DEVELOPMENT, dependencies)));
        var poetry = root.path("tool").path("poetry");
        poetry(file, poetry.path("dependencies"), dependencies);
        poetry(file, poetry.path("group").path("main").path("dependencies"), dependencies);
        return Optional.of(new Manifest(file, Ecosystem.PYPI, root, dependencies));
    }

    /** Why not all of its dependencies stand where they are read. */
    private static Optional<String> unread(JsonNode root) {
        var tool = root.path("tool");
        if (has(root.path("project").path("dynamic"), "dependencies")
                || tool.path("setuptools").path("dynamic").has("dependencies")) {
            return Optional.of(" leaves its dependencies to the tool that builds it");
        }
        if (!tool.path("flit").path("metadata").path("requires").isEmpty()) {
            return Optional.of(" names its dependencies for flit, where they are not read");
        }
        var groups = tool.path("uv").path("default-groups");
        boolean isDevelopment = groups.isArray()
                ? StreamSupport.stream(groups.spliterator(), false)
                        .allMatch(group -> group.asText("").equals("dev"))
                : groups.isMissingNode();
        return isDevelopment ? Optional.empty() : Optional.of(" has groups that uv installs, and that are not read");
    }

    private static boolean has(JsonNode texts, String text) {
        return StreamSupport.stream(texts.spliterator(), false)
                .anyMatch(each -> each.asText("").equals(text));
    }

    private static void poetry(TextFile file, JsonNode asks, List<Dependency> dependencies) {
        for (var entry : asks.properties()) {
            var value = entry.getValue();
            if (!entry.getKey().equals("python")) {
                var asked = value.isTextual()
                        ? value.asText()
                        : value.path("version").asText("");
                var url = value.path("git").asText(value.path("url").asText(""));
                boolean isExtra = value.path("optional").asBoolean(false);
                dependencies.add(new Dependency(
                        Dependency.pythonName(entry.getKey()),
                        url.isEmpty() ? asked : "@ " + url,
                        isExtra ? Scope.DEVELOPMENT : Scope.RUNTIME,
                        lineOf(file, entry.getKey()),
                        false,
                        StreamSupport.stream(value.path("extras").spliterator(), false)
                                .map(extra -> Dependency.pythonName(extra.asText("")))
                                .collect(Collectors.toSet())));
            }
        }
    }

    /** A requirements.txt. */
    Manifest requirements(TextFile file) {
        if (isOddlyWritten(file)) {
            gaps.add(file.path() + " says that it is written in an encoding that is not read");
        }
        var dependencies = new ArrayList<Dependency>();
        file.text()
                .lines()
                .takeWhile(line -> dependencies.size() < Manifest.MOST_DEPENDENCIES)
                .forEach(line -> requirement(file, line.strip(), Scope.RUNTIME, dependencies));
        return new Manifest(file, Ecosystem.PYPI, JsonNodeFactory.instance.objectNode(), dependencies);
    }

    private void requirement(TextFile file, String line, Scope scope, List<Dependency> into) {
        var matcher = REQUIREMENT.matcher(line);
        if (matcher.find()) {
            into.add(new Dependency(
                    Dependency.pythonName(matcher.group(1)),
                    matcher.group(3).strip(),
                    scope,
                    lineOf(file, matcher.group(1)),
                    false,
                    matcher.group(2) == null
                            ? Set.of()
                            : Stream.of(matcher.group(2).split(",", -1))
                                    .map(extra -> Dependency.pythonName(extra.strip()))
                                    .collect(Collectors.toSet())));
        } else if (line.startsWith("git+") || line.startsWith("http")) {
            into.add(new Dependency(line, "@ " + line, scope, lineOf(file, line)));
        } else if (!isHarmless(line)) {
            gaps.add(file.path() + " has a line that names no package: " + TextFile.oneLine(line));
        }
    }

    /** Whether it brings nothing along: blank, a comment, or options of which all are known. */
    private static boolean isHarmless(String line) {
        if (!line.isEmpty() && "#-".indexOf(line.charAt(0)) < 0) {
            return false;
        }
        return Stream.of(line.split("\\s+", -1))
                .takeWhile(word -> !word.startsWith("#"))
                .filter(word -> word.startsWith("-") || QUOTED.matcher(word).find())
                .allMatch(word -> OPTION.matcher(word).matches());
    }

    /** Python's tools take a file in the encoding that its first two lines name, and in another than this one a comment may be a line. */
    static boolean isOddlyWritten(TextFile file) {
        return file.text()
                .lines()
                .limit(2)
                .filter(line -> line.strip().startsWith("#"))
                .map(ENCODING::matcher)
                .anyMatch(encoding -> encoding.find() && !ENCODINGS.contains(Dependency.pythonName(encoding.group(1))));
    }

    private static int lineOf(TextFile file, String word) {
        return file.lineOf(Math.max(0, file.text().indexOf(word)));
    }
}
