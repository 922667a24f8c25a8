import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import mcphub.analysis.licenses.Reading;
import mcphub.analysis.licenses.Recognition;
import mcphub.kernel.licenses.LicenseExpression;

/** Reads the text of each licence of a folder, and says whether the hub recognises it; scripts/oracles/license-texts says what is meant. */
final class LicenseTextOracle {
    /** No licence, though it lies among them. */
    private static final Set<String> EXCEPTIONS = Set.of("KiCad-libraries-exception.json");

    private final TreeMap<String, String> named = new TreeMap<>();
    private int cases;
    private int same;
    private int wrong;

    public static void main(String[] args) throws IOException {
        var oracle = new LicenseTextOracle();
        List<Path> files;
        try (var list = Files.list(Path.of(args[0]))) {
            files = list.sorted().toList();
        }
        for (Path file : files) {
            if (EXCEPTIONS.contains(file.getFileName().toString())) {
                continue;
            }
            var license = new JsonMapper().readTree(file.toFile());
            oracle.compare(
                    file.getFileName().toString().replaceFirst("\\.json$", ""),
                    license.path("licenseText").asText());
        }
        oracle.named.forEach((id, as) -> System.err.println(id + " has the text of " + as));
        System.err.println(oracle.cases + " texts, " + oracle.same + " are themselves, " + oracle.named.size()
                + " the same as another, " + oracle.wrong + " differ");
        System.out.println(oracle.cases + " cases");
        System.exit(oracle.wrong == 0 && oracle.cases > 0 ? 0 : 1);
    }

    private void compare(String listed, String text) {
        cases++;
        String id = LicenseExpression.of(listed).alternatives().getFirst().iterator().next().name();
        var reading = new Recognition().read(text);
        var names = new ArrayList<String>();
        for (Reading.Found one : reading.found()) {
            names.add(one.id());
            names.addAll(one.others());
        }
        if (reading.found().size() == 1 && reading.isWhole() && names.getFirst().equals(id)) {
            same++;
        } else if (reading.found().size() == 1 && reading.isWhole() && names.contains(id)) {
            named.put(id, names.getFirst());
        } else {
            wrong++;
            System.err.println(id + " differs: " + reading.words());
        }
    }
}
