import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import mcphub.kernel.licenses.LicenseExpression;
import mcphub.kernel.licenses.LicenseList;

/** Reads what npm's packages said of licences, and compares it with what the hub says; scripts/oracles/licenses says which differences are meant. */
final class LicenseOracle {
    private int cases;
    private int meant;
    private int wrong;

    public static void main(String[] args) throws Exception {
        var oracle = new LicenseOracle();
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            oracle.compare(line.split("\t", -1));
        }
        System.err.println(oracle.cases + " compared, " + oracle.meant + " differ as they should, " + oracle.wrong + " differ");
        System.out.println(oracle.cases + " cases");
        System.exit(oracle.wrong == 0 && oracle.cases > 0 ? 0 : 1);
    }

    private void compare(String[] fields) {
        cases++;
        String ours = ours(fields);
        String theirs = fields[fields.length - 1];
        if (ours.equals(theirs)) {
            return;
        }
        if (isMeant(fields, ours)) {
            meant++;
            return;
        }
        wrong++;
        System.err.println(String.join(" | ", fields) + ", but the hub says " + ours);
    }

    private static String ours(String[] fields) {
        var expression = LicenseExpression.of(fields[1]);
        return switch (fields[0]) {
            case "valid" -> Boolean.toString(expression.isKnown());
            case "satisfies" ->
                Boolean.toString(LicenseList.of(fields[2]).within(expression).isPresent());
            case "today" ->
                expression.alternatives().getFirst().iterator().next().name();
            default -> throw new IllegalArgumentException("There is no kind of case named " + fields[0]);
        };
    }

    private static boolean isMeant(String[] fields, String ours) {
        return switch (fields[0]) {
            case "valid" -> isMeant(fields[1], ours);
            case "today" -> fields[1].endsWith("GPL-3.0") && Objects.equals(ours, fields[1] + "-only");
            default -> false;
        };
    }

    private static boolean isMeant(String text, String ours) {
        boolean isGlued = text.matches("(?i)(.*[\\s()+])?(AND|OR|WITH)[A-Z0-9.-].*|.*\\+(AND|OR|WITH)\\b.*");
        boolean isApart = text.matches("(.*[\\s(])?DocumentRef-.*(\\s:|:\\s).*");
        return ours.equals("false") && (isGlued || isApart);
    }
}
