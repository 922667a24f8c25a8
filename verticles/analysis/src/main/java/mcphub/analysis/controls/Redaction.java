package mcphub.analysis.controls;

import java.util.List;
import java.util.regex.Pattern;
import mcphub.analysis.reading.TextFile;

/** Takes secrets out of evidence, whichever control it is evidence for. */
public final class Redaction {
    /** Who signs in at an address, up to the last at sign before its path. Everybody who fetches by SSH is git. */
    private static final Pattern WHO = Pattern.compile("(?<=://)(?!git@)[^/\\s\"'`<>]*@");

    private static final Pattern IN_QUERY = Pattern.compile(
            "(?i)([?&](?:access_?token|auth_?token|token|auth|key|api_?key|secret|password|sig|signature)=)[^&#\\s\"'`<>]+");

    private final List<Rule> secrets;

    Redaction(List<Control> controls) {
        secrets = controls.stream()
                .filter(control -> control.subCategory() == SubCategory.SECRETS)
                .flatMap(control -> control.rules().stream())
                .filter(rule -> rule.in() == Rule.View.TEXT)
                .toList();
    }

    Verdict of(Verdict verdict) {
        return new Verdict(
                verdict.outcome(),
                verdict.message(),
                verdict.findings().stream().map(this::of).toList());
    }

    private Finding of(Finding finding) {
        return new Finding(
                finding.severity(),
                finding.file(),
                finding.line(),
                of(finding.evidence()),
                finding.message(),
                finding.flow());
    }

    /** An address without who signs in there; any other text as it is. */
    public static String ofAddress(String text) {
        return text.contains("://")
                ? IN_QUERY.matcher(WHO.matcher(text).replaceAll("…@")).replaceAll("$1…")
                : text;
    }

    /** The text without what looks like a secret. */
    String of(String text) {
        return of(text, "evidence");
    }

    /** The same of a piece of the file at this path, which tells its language. */
    String of(String text, String path) {
        var redacted = WHO.matcher(text).replaceAll("…@");
        redacted = IN_QUERY.matcher(redacted).replaceAll("$1…");
        for (var rule : secrets) {
            for (var hit : Search.hits(new TextFile(path, redacted), rule)) {
                redacted = redacted.replace(hit.value(), Secrets.redacted(hit.value()));
            }
        }
        return redacted;
    }
}
