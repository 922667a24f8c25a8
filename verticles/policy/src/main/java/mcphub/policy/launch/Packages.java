package mcphub.policy.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mcphub.policy.launch.Launchers.Launcher;
import org.jspecify.annotations.Nullable;

/** The packages that a launcher fetches which is told this. */
record Packages(
        Launchers launchers, Launcher launcher, String program, Told told, Surroundings around, Set<String> varied) {
    private static final Pattern SHOWN = Pattern.compile("(@[A-Za-z0-9._~-]{1,60}/)?[A-Za-z0-9._~-]{1,60}");
    /** Behind the package deno may name one of its programs. */
    private static final Pattern MARKED = Pattern.compile("^npm:/?((?:@[^/]+/)?[^/]+)(?:/.*)?$");

    private static final Pattern SCRIPT = Pattern.compile("[\\w./\\\\:~ -]{1,300}\\.(js|mjs|cjs|ts|py)");

    /** A package as this launcher names it. */
    static CommandLine source(Launcher launcher, String spec, String program) {
        return switch (launcher.ecosystem()) {
            case "npm" ->
                launcher.marked() && !spec.startsWith("npm:")
                        ? CommandLine.local(SCRIPT.matcher(spec).matches() ? program + ' ' + spec : program)
                        : NpmSource.read(
                                launcher.marked() ? MARKED.matcher(spec).replaceFirst("npm:$1") : spec, program);
            case "pypi" -> PypiSource.read(spec, program);
            default -> ImageSource.read(spec, program);
        };
    }

    /** Why the line does not tell what runs; null where it does. */
    @Nullable
    String unread() {
        if (told.unread() != null) {
            return told.unread();
        }
        String variable = around.unread(launcher.ecosystem());
        if (variable != null) {
            return variable;
        }
        String selects = told.selects() == null ? around.selects(launcher.ecosystem()) : "its " + told.selects();
        boolean isOpen = read().stream().anyMatch(one -> one.isPackage() && one.version() == null);
        return selects != null && isOpen ? selects + " changes which release that is" : null;
    }

    /** What is fetched, or what runs where that is something of the machine. */
    List<CommandLine> read() {
        var specs = new ArrayList<>(told.packages());
        if (specs.isEmpty() && told.first() != null && !launcher.script()) {
            specs.add(told.first());
        }
        specs.addAll(told.with());
        var read = specs.stream().map(this::read).toList();
        if (!launcher.script()) {
            return program(read);
        }
        String first = told.first();
        var own = CommandLine.local(
                first != null && SCRIPT.matcher(first).matches() ? program + " run " + first : program + " run");
        return Stream.concat(Stream.of(own), read.stream()).toList();
    }

    /** The packages that a line names which is not understood. */
    List<CommandLine> named() {
        var specs = told.unread() == null
                ? Stream.concat(
                        told.packages().isEmpty() ? Stream.ofNullable(told.first()) : told.packages().stream(),
                        told.with().stream())
                : told.named().stream();
        return specs.map(this::read).filter(one -> !one.isLocal()).toList();
    }

    private CommandLine read(String spec) {
        var source = source(launcher, spec, program);
        if (source.kind().equals("npm") && told.tag() != null && source.version() == null && source.range() == null) {
            source = CommandLine.open("npm", source.name(), told.tag());
        }
        if (source.isPackage()) {
            int slash = source.name().indexOf('/');
            source = source.from(
                            slash < 0 ? null : told.scopes().get(source.name().substring(0, slash)))
                    .from(told.registry());
        }
        if (varied.contains(spec)) {
            source = source.warned("Not pinned: a variable names it, and what is judged is its default");
        }
        for (String caution : told.cautions()) {
            source = source.warned(caution);
        }
        return source;
    }

    /** With a warning where flags name the packages and what runs is named like none of them. */
    private List<CommandLine> program(List<CommandLine> read) {
        String first = told.first();
        if (told.packages().isEmpty() || first == null || read.stream().anyMatch(one -> isNamed(one, first))) {
            return read;
        }
        String caution = "What runs is "
                + (SHOWN.matcher(first).matches() ? "'" + first + "'" : "another program than the package's")
                + ", which is a program of the machine where the package has none of that name";
        return read.stream().map(one -> one.warned(caution)).toList();
    }

    private static boolean isNamed(CommandLine read, String program) {
        String name = read.name()
                .substring(Math.max(read.name().lastIndexOf('/'), read.name().lastIndexOf(':')) + 1);
        return name.equals(program)
                || (read.kind().equals("pypi") && PypiSource.name(program).endsWith(':' + name));
    }

    /** What the package is told, with the name of the program in front: it may start another line. */
    List<String> handedOver() {
        String first = told.first();
        if (first == null || launcher.ecosystem().equals("oci")) {
            return List.of();
        }
        String name =
                told.packages().isEmpty() && !launcher.script() ? read(first).name() : first;
        return Stream.concat(Stream.of(name), told.behind().stream()).toList();
    }
}
