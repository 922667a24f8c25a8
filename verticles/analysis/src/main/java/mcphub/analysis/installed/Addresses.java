package mcphub.analysis.installed;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import mcphub.analysis.reading.Dependency;
import mcphub.kernel.python.PythonVersion;

/** Whether an address is that of a release, which is then what its name and version say. Whoever serves it is trusted to be a registry. */
final class Addresses {
    private static final Pattern FORM = Pattern.compile("https?://[^/\\\\]+(/.*)");
    /** What is cut off, means another folder, or is read in another way by somebody else. */
    private static final Pattern ODD = Pattern.compile("[\\\\%\\x00-\\x20]");

    private static final Set<String> NO_FOLDERS = Set.of("", ".", "..");
    private static final Pattern SOURCE_FILE = Pattern.compile("(.+?)\\.(?:tar\\.gz|zip|tar\\.bz2|tgz)");

    private Addresses() {}

    /** Whether what npm's tools fetch there is that release: {@code …/NAME/-/BASENAME-VERSION.tgz}, or as GitHub has it {@code /download/NAME/VERSION/…}. No address at all is that of a registry. */
    static boolean isOfNpm(String address, String name, String version) {
        if (address.isEmpty()) {
            return true;
        }
        var form = FORM.matcher(bare(address));
        if (!form.matches() || name.isEmpty() || version.isEmpty() || version.contains("/")) {
            return false;
        }
        var path = decoded(form.group(1));
        var folders = path.substring(1).split("/", -1);
        if (ODD.matcher(path).find() || Arrays.stream(folders).anyMatch(NO_FOLDERS::contains)) {
            return false;
        }
        var download = "/download/" + name + '/' + version + '/';
        if (path.startsWith(download)) {
            return path.indexOf('/', download.length()) < 0;
        }
        var file = '/' + name + "/-/" + name.substring(name.indexOf('/') + 1) + '-' + version + ".tgz";
        if (!path.endsWith(file)) {
            return false;
        }
        var above = path.substring(0, path.length() - file.length());
        // behind a scope it would be another package
        return name.startsWith("@")
                || !above.substring(above.lastIndexOf('/') + 1).startsWith("@");
    }

    /** Whether a file that Python's tools fetch has the name of that release. */
    static boolean isOfPython(String address, String name, String version) {
        var path = decoded(bare(address));
        var file = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        if (file.endsWith(".whl")) {
            var parts = file.split("-", 3);
            return parts.length == 3 && isSame(parts[0], parts[1], name, version);
        }
        var source = SOURCE_FILE.matcher(file);
        if (!source.matches()) {
            return false;
        }
        var whole = source.group(1);
        for (int dash = whole.indexOf('-'); dash > 0; dash = whole.indexOf('-', dash + 1)) {
            if (isSame(whole.substring(0, dash), whole.substring(dash + 1), name, version)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSame(String fileName, String fileVersion, String name, String version) {
        return Dependency.pythonName(fileName).equals(name)
                && (fileVersion.equals(version)
                        || PythonVersion.read(fileVersion)
                                .flatMap(one -> PythonVersion.read(version).map(other -> one.compareTo(other) == 0))
                                .orElse(false));
    }

    private static String bare(String address) {
        return address.replaceFirst("[?#].*", "");
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException none) {
            return text;
        }
    }
}
