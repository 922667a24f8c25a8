package mcphub.analysis.controls;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mcphub.analysis.licenses.Reading;
import mcphub.analysis.reading.LicenseText;
import mcphub.analysis.reading.Source;
import mcphub.analysis.reading.TextFile;
import mcphub.analysis.reading.VersionLicense;
import mcphub.kernel.licenses.LicenseExpression;
import mcphub.kernel.licenses.LicenseTerm;

/** Judges the texts of licences, and what single files say, beside what is declared for the whole. */
final class LicenseTexts {
    private static final int NAMED = 5;
    private static final int HEAD = 4_000;
    private static final Pattern TAG = Pattern.compile("SPDX-License-Identifier:[ \\t]*([A-Za-z0-9.+:() \\t-]{1,200})");

    private LicenseTexts() {}

    static Verdict missing(Source source, Control control) {
        var texts = own(source);
        if (!texts.isEmpty()) {
            return Verdict.passed(texts.stream()
                    .limit(NAMED)
                    .map(text -> TextFile.oneLine(text.file().path()) + " is "
                            + text.reading().words())
                    .collect(Collectors.joining("; ", "", below(source))));
        }
        var findings = new Findings();
        findings.overall(control.severity(), "The licence text is not part of the source");
        return findings.verdict("", control.name());
    }

    /** What lies in folders and bundled packages, in short. */
    private static String below(Source source) {
        var counts = source.licenseTexts().stream()
                .filter(text -> !text.own())
                .collect(Collectors.groupingBy(
                        text -> text.reading().found().isEmpty()
                                ? "not recognised"
                                : text.reading().found().stream()
                                        .map(Reading.Found::id)
                                        .distinct()
                                        .collect(Collectors.joining(" and ")),
                        java.util.TreeMap::new,
                        Collectors.counting()));
        var most = counts.entrySet().stream()
                .sorted((one, other) -> Long.compare(other.getValue(), one.getValue()))
                .limit(NAMED)
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        return counts.isEmpty() ? "" : "; in folders: " + most + (counts.size() > NAMED ? ", …" : "");
    }

    /** Texts of others may lie beside it: it is enough that one is what is declared. */
    static Verdict disagree(Source source, Control control) {
        var declared = VersionLicense.of(source).declared().map(LicenseExpression::of);
        var texts = own(source).stream()
                .filter(text -> !ids(text.reading()).isEmpty())
                .toList();
        if (declared.isEmpty() || !declared.get().isKnown() || texts.isEmpty()) {
            return Verdict.inconclusive("There are no two statements of a known licence to compare");
        }
        var names = terms(declared.get().alternatives());
        if (texts.stream().anyMatch(text -> ids(text.reading()).stream().anyMatch(names::contains))) {
            return Verdict.passed("The manifest and the licence text agree");
        }
        if (texts.stream().allMatch(text -> isChanged(text.reading(), names))) {
            return Verdict.inconclusive("The licence text is one with other words: "
                    + texts.getFirst().reading().words());
        }
        var findings = new Findings();
        var said = TextFile.oneLine(String.valueOf(declared.get().text()));
        texts.stream()
                .limit(NAMED)
                .forEach(text -> findings.inFile(
                        text.file().path(),
                        control.severity(),
                        said,
                        "The manifest says " + said + ", the text is "
                                + text.reading().words()));
        return findings.verdict("", control.name());
    }

    /** Whether the text is no licence as it should read, but resembles one of the family of what is declared. */
    private static boolean isChanged(Reading reading, Set<String> declared) {
        return reading.found().isEmpty()
                && reading.like()
                        .map(Reading.Resemblance::id)
                        .filter(like ->
                                declared.stream().anyMatch(id -> family(id).equals(family(like))))
                        .isPresent();
    }

    private static String family(String id) {
        return id.substring(0, id.indexOf('-') < 0 ? id.length() : id.indexOf('-'));
    }

    private static Set<String> ids(Reading reading) {
        var found = reading.found().stream().flatMap(one -> Stream.concat(Stream.of(one.id()), one.others().stream()));
        var like = reading.like().map(Reading.Resemblance::id).stream();
        return Stream.concat(found, like)
                .flatMap(id -> terms(LicenseExpression.of(id).alternatives()).stream())
                .collect(Collectors.toSet());
    }

    /** Without the exceptions, and whether a later version may be chosen, which no text tells. */
    private static Set<String> terms(List<Set<LicenseTerm>> alternatives) {
        return alternatives.stream().flatMap(Set::stream).map(LicenseTerm::id).collect(Collectors.toSet());
    }

    private static List<LicenseText> own(Source source) {
        return source.licenseTexts().stream().filter(LicenseText::own).toList();
    }

    /** Files that name a stricter licence than the whole has. */
    static Verdict ofFiles(Source source, Control control) {
        var whole = VersionLicense.of(source).terms().filter(LicenseExpression::isKnown);
        var findings = new Findings();
        int named = 0;
        for (var file : source.ownCode()) {
            var tag = tag(file);
            if (tag.isEmpty()) {
                continue;
            }
            named++;
            var expression = LicenseExpression.of(tag.get().group(1));
            int strictness = Licenses.strictness(expression, control);
            if (whole.isPresent() && strictness > Licenses.strictness(whole.get(), control)) {
                findings.onLine(
                        file,
                        file.lineOf(tag.get().start()),
                        strictness == 1 ? Severity.LOW : control.severity(),
                        tag.get().group(),
                        "This file is under " + tag.get().group(1).strip() + ", the whole under "
                                + TextFile.oneLine(String.valueOf(whole.get().text())));
            }
        }
        return named > 0 && whole.isEmpty()
                ? Verdict.inconclusive("Files name licences, but none is known for the whole")
                : findings.verdict("No file names a licence that asks for more than the whole does", control.name());
    }

    private static Optional<java.util.regex.MatchResult> tag(TextFile file) {
        var matcher = TAG.matcher(file.text());
        return matcher.region(0, Math.min(HEAD, file.text().length())).find()
                ? Optional.of(matcher.toMatchResult())
                : Optional.empty();
    }
}
