package mcphub.analysis.controls;

import com.google.re2j.Pattern;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import mcphub.analysis.reading.Source;
import mcphub.scanner.Scanner.Finding;

/** What the tools of one source say that they do, by their names, descriptions and schemas. An unfriendly author may write it: it makes nothing silent. */
final class Stated {
    /** What a tool may say that it does. */
    enum Deed {
        /** Runs what it is given. */
        RUNS(
                "(?i)\\b(?:runs?|execut\\w*|evaluat\\w*|starts?|interprets?)\\b.{0,60}\\b(?:commands?|shell|scripts?|code|python|javascript|processe?s?|programs?)\\b|\\b(?:shell|terminal)\\b"),
        /** Takes a path of this machine. */
        TAKES_PATHS(
                "(?i)\\b(?:absolute|full|local|file ?system)\\b.{0,20}\\b(?:path|file|folder|director)|\\b(?:file|folder|directory|image|document|project|output|save|download)[ _-]?(?:path|location)s?\\b|\\bpaths? (?:to|of|where)\\b"),
        /** Puts the statement that it is given to a database. */
        TAKES_STATEMENTS(
                "(?i)\\bsql\\b|_sql\\b|\\bsql_|\\b(?:select|cypher|sparql)\\b.{0,40}\\b(?:statements?|quer(?:y|ies))\\b"),
        /** Asks the address that it is given. */
        TAKES_ADDRESSES(
                "(?i)\\b(?:ur[il]s?|web ?(?:page|site)s?|web address(?:es)?|links?)\\b|\\b(?:any|http) (?:address|endpoint|request)s?\\b");

        private final Pattern words;

        Deed(String words) {
            this.words = Pattern.compile(words);
        }
    }

    private final Map<Deed, Set<String>> by = new EnumMap<>(Deed.class);
    private final Set<String> tools = new HashSet<>();

    Stated(Source source) {
        for (Deed deed : Deed.values()) {
            by.put(deed, new HashSet<>());
        }
        for (var told : source.evidence().told()) {
            note(told.tool() == null ? "" : told.tool(), told.text());
        }
        for (var tool : source.surface().tools()) {
            note(tool.name(), tool.description() + '\n' + tool.inputSchema());
        }
    }

    private void note(String tool, String text) {
        if (!tool.isEmpty()) {
            tools.add(tool);
        }
        by.forEach((deed, those) -> {
            if (deed.words.matcher(text).find() || deed.words.matcher(tool).find()) {
                those.add(tool);
            }
        });
    }

    /** Whether the tool that a flaw is of says so; where it is not known which, whether all do. */
    boolean says(Deed deed, Finding flaw) {
        var those = sayers(deed);
        return flaw.tool() == null ? !tools.isEmpty() && those.containsAll(tools) : those.contains(flaw.tool());
    }

    /** Whether the tool that a flaw is of says so; where it is not known which, whether any does. */
    boolean maySay(Deed deed, Finding flaw) {
        var those = sayers(deed);
        return flaw.tool() == null ? !those.isEmpty() : those.contains(flaw.tool());
    }

    private Collection<String> sayers(Deed deed) {
        return by.getOrDefault(deed, Set.of());
    }
}
