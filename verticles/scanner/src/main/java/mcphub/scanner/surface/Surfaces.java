package mcphub.scanner.surface;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntBiFunction;
import java.util.regex.Pattern;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.St;
import mcphub.scanner.code.Walk;
import mcphub.scanner.surface.Term.Fun;
import mcphub.scanner.surface.Term.Kls;
import mcphub.scanner.surface.Term.Obj;
import mcphub.scanner.surface.Term.Unknown;

/** Reads what a program offers. */
public final class Surfaces {
    /** Words without which nothing is offered. */
    private static final Pattern WORDS = Pattern.compile(
            "registerTool|registerPrompt|registerResource|setRequestHandler|addTool|\\.tool\\(|ServerTransport|McpServer|MCPServer|FastMCP|fastmcp|MCPTool|list_tools|\\bmcp\\b|modelcontextprotocol");

    private static final Map<String, String> FRAMEWORK =
            Map.of("MCPTool", "tools", "MCPPrompt", "prompts", "MCPResource", "resources");

    private Surfaces() {}

    /** Whether a file has any word without which nothing is offered. */
    public static boolean mayOffer(String text) {
        return WORDS.matcher(text).find();
    }

    /**
     * What a program offers.
     *
     * @param files their statements, by path
     * @param started the files that entry points lead to
     * @param mayOffer whether any of them {@link #mayOffer(String) may}
     * @param lines the line of an offset in a file
     * @param capabilities what its code uses
     * @param unread files that could not be read
     */
    public static Surface read(
            Map<String, List<St>> files,
            Set<String> started,
            boolean mayOffer,
            ToIntBiFunction<String, Integer> lines,
            Set<String> capabilities,
            Set<String> unread) {
        var found = new Found(lines);
        unread.forEach(file -> found.gap(
                file.isEmpty()
                        ? "The program was not read as a whole"
                        : "The file " + file + " was not read as a whole"));
        if (mayOffer) {
            run(files, started, found);
        }
        if (found.isEmpty()) {
            byHand(files, found);
        }
        return found.surface(capabilities, HandOvers.in(files, found.begun.isListening()));
    }

    /** Who answers requests without any library says so by their names. */
    private static void byHand(Map<String, List<St>> files, Found found) {
        files.forEach((file, statements) -> {
            var types = new HashSet<Ex>();
            Walk.everywhere(statements, cls -> !Mentions.isSdk(cls), each -> {
                if (each instanceof Ex.Call call && "literal".equals(Mentions.name(call))) {
                    types.addAll(call.args());
                }
                boolean isRequest = each instanceof Ex.Lit(int at, Object value)
                        && "tools/list".equals(value)
                        && !types.contains(each);
                boolean isMessage = each instanceof Ex.Obj(int at, var props)
                        && props.stream()
                                .anyMatch(prop -> "jsonrpc".equals(prop.key()) && !(prop.value() instanceof Ex.Call))
                        && props.stream().noneMatch(prop -> "error".equals(prop.key()));
                if (isRequest || isMessage) {
                    found.gap(
                            "The code speaks the protocol by itself, and what it offers was not found (" + file + ')');
                }
            });
        });
    }

    private static void run(Map<String, List<St>> files, Set<String> started, Found found) {
        var interpreter = new Interpreter(files, found);
        boolean isDone = false;
        try {
            found.begun.isStarted = true;
            interpreter.modules.run(started);
            interpreter.runLater();
            found.begun.isStarted = false;
            found.begun.isBeside = true;
            interpreter.modules.run(files.keySet());
            interpreter.runLater();
            found.begun.isBeside = false;
            interpreter.isForced = true;
            rest(interpreter);
            isDone = true;
        } catch (Interpreter.Spent spent) {
            found.gap("What is offered takes more work to read than is spent on one program");
        } catch (StackOverflowError deep) {
            found.gap("What is offered is nested too deeply to be read");
        }
        found.begun.isWhole = isDone;
        if (isDone) {
            files.forEach((file, statements) -> Mentions.sites(file, statements).stream()
                    .filter(site -> !found.isLookedAt(site.file(), site.at()))
                    .forEach(site -> found.gap("Tools may be offered where the code does not lead (" + file + ':'
                            + found.line(file, site.at()) + ')')));
        }
    }

    /** Runs what nobody here calls: whoever uses the program may. */
    private static void rest(Interpreter interpreter) {
        var seen = new HashSet<Object>();
        for (int round = 0; round < 4; round++) {
            var classes = interpreter.classes.stream()
                    .filter(each -> !Mentions.isSdk(each.cls) && seen.add(each.cls))
                    .toList();
            classes.forEach(each -> made(each, interpreter));
            interpreter.runLater();
            var functions = interpreter.functions.stream()
                    .filter(each -> !interpreter.isRun(each.fn()) && seen.add(each.fn()))
                    .toList();
            for (Fun each : interpreter.mentions.roots(functions)) {
                if (!interpreter.isRun(each.fn())) {
                    interpreter.callUnknown(each);
                }
            }
            functions.stream()
                    .filter(each -> !interpreter.isRun(each.fn()) && interpreter.mentions.makes(each.fn()))
                    .forEach(interpreter::callUnknown);
            interpreter.runLater();
        }
    }

    /** A class of one tool; or one whose methods offer something and were not run: an object is made, and they are. */
    private static void made(Kls kls, Interpreter interpreter) {
        var names = Terms.names(kls);
        var kind = names.stream().skip(1).filter(FRAMEWORK::containsKey).findFirst();
        var methods = kls.cls.methods().values().stream()
                .filter(fn ->
                        !interpreter.isRun(fn) && (interpreter.mentions.directly(fn) || interpreter.mentions.makes(fn)))
                .toList();
        if (kind.isEmpty() && methods.isEmpty()) {
            return;
        }
        var params = kls.cls.methods().get("constructor");
        Term made = interpreter.values.create(
                kls,
                java.util.Collections.nCopies(
                        params == null ? 0 : params.params().size(), Unknown.UNKNOWN),
                Map.of());
        if (kind.isPresent() && made instanceof Obj obj) {
            boolean isAbstract = obj.fields.get("name") == null && obj.fields.get("uri") == null;
            if (!isAbstract) {
                new Lists(interpreter.found)
                        .rows(
                                FRAMEWORK.getOrDefault(kind.get(), "tools"),
                                plain(obj),
                                kls.cls.file(),
                                kls.cls.at(),
                                interpreter);
            }
        }
        methods.stream()
                .filter(fn -> !interpreter.isRun(fn))
                .forEach(fn -> interpreter.callUnknown(new Fun(fn, kls.env, made, kls)));
    }

    private static Term plain(Obj instance) {
        var row = new Obj(0);
        row.fields.putAll(instance.fields);
        return Term.Lst.of(List.of(row));
    }
}
