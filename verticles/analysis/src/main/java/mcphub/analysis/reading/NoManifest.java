package mcphub.analysis.reading;

/** Releases whose manifest nobody can read as npm would. */
public final class NoManifest {
    private NoManifest() {}

    /** Why nobody can say what npm would read as the package's manifest; empty where it can be said. */
    public static String why(Source source) {
        var twins = source.casePairs().stream()
                .filter(pair -> pair.stream().anyMatch(Manifests.PACKAGE::equalsIgnoreCase))
                .findFirst();
        if (twins.isPresent()) {
            return "It is there under names that differ only by case: " + String.join(", ", twins.get());
        }
        if (source.manifest().isPresent()) {
            return "";
        }
        var broken = source.brokenManifests().stream()
                .filter(candidate -> candidate.file().path().equals(Manifests.PACKAGE))
                .findFirst();
        if (broken.isPresent()) {
            return "It cannot be read: " + broken.get().reason();
        }
        if (source.oversized().stream().anyMatch(file -> file.path().equals(Manifests.PACKAGE))) {
            return "It is too large to be read";
        }
        return source.paths().contains(Manifests.PACKAGE) ? "It is not a text" : "There is none";
    }
}
