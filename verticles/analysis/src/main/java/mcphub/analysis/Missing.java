package mcphub.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import mcphub.kernel.npm.NpmVersion;
import mcphub.kernel.npm.Packument;

/** What to say of a release that a package does not have: what there is instead. */
record Missing(String name, Packument packument) {
    private static final Pattern EXACT = Pattern.compile("\\d+\\.\\d+\\.\\d+([-+].*)?");

    /**
     * A sentence.
     *
     * @param wanted a version or a tag; empty for the newest
     */
    String sentence(String wanted) {
        String asked = wanted.isEmpty() ? "latest" : wanted;
        String subject = (EXACT.matcher(asked).matches() ? "version " : "tag ") + asked;
        var releases = new TreeMap<NpmVersion, String>();
        packument
                .releases()
                .forEach(release -> NpmVersion.loose(release.version())
                        .ifPresent(version -> releases.put(version, release.version())));
        if (packument.tags().containsKey(asked)
                || packument.releases().stream()
                        .anyMatch(release -> release.version().equals(asked))) {
            return "The registry lists " + subject + " of the package " + name + ", but does not give it.";
        }
        if (releases.isEmpty()) {
            return "The package " + name + " has no " + subject + ", nor any release.";
        }
        String newest = newest(List.copyOf(releases.keySet()), releases);
        String nearest = NpmVersion.loose(asked)
                .map(version -> Optional.ofNullable(releases.floorEntry(version))
                        .orElseGet(releases::firstEntry)
                        .getValue())
                .orElse(newest);
        return "The package " + name + " has no " + subject + "; "
                + (nearest.equals(newest)
                        ? "its newest is " + tagged(newest)
                        : "its nearest is " + tagged(nearest) + ", its newest " + tagged(newest))
                + ".";
    }

    /** A prerelease only where there is nothing else. */
    private static String newest(List<NpmVersion> versions, TreeMap<NpmVersion, String> written) {
        var last = versions.stream()
                .filter(version -> !version.isPrerelease())
                .max(Comparator.naturalOrder())
                .orElseGet(written::lastKey);
        return String.valueOf(written.get(last));
    }

    private String tagged(String version) {
        var tags = new ArrayList<String>();
        packument.tags().forEach((tag, named) -> {
            if (named.equals(version)) {
                tags.add(tag);
            }
        });
        tags.sort(Comparator.naturalOrder());
        return tags.isEmpty() ? version : version + " (" + String.join(", ", tags) + ")";
    }
}
