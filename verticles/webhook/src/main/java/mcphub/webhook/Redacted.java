package mcphub.webhook;

import java.util.regex.Pattern;

/** What a receiver answered, as it may be kept and shown: its beginning, without control characters and without what looks like a secret. */
final class Redacted {
    private static final int MAX = 1_000;
    private static final Pattern CONTROL =
            Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]|\\u2028|\\u2029|[\\u202A-\\u202E\\u2066-\\u2069]");
    private static final Pattern NAMED = Pattern.compile(
            "(?i)((?:authorization|token|secret|password|passwd|api[_-]?key|bearer|cookie)[\"']?\\s{0,5}[:=\\s]\\s{0,5}[\"']?)(?:(?:bearer|basic)\\s)?[^\\s\"',;&<>]{4,}");
    private static final Pattern SHAPED = Pattern.compile("(?:whsec_|mcphub_|sk_|ghp_|xox[a-z]-)[A-Za-z0-9+/=_-]{8,}");

    private Redacted() {}

    static String of(String answer) {
        String begin = answer.length() > MAX ? answer.substring(0, MAX) + "…" : answer;
        String plain = CONTROL.matcher(begin).replaceAll("\uFFFD");
        return SHAPED.matcher(NAMED.matcher(plain).replaceAll("$1…")).replaceAll("…");
    }
}
