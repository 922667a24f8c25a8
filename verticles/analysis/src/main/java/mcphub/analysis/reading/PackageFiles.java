package mcphub.analysis.reading;

import com.google.re2j.Pattern;
import java.util.Set;
import java.util.SortedMap;
import mcphub.scanner.Specifiers;
import org.jspecify.annotations.Nullable;

/**
 * The files of one package, among which its entry points and imports lead.
 *
 * @param texts by path
 * @param paths of all files, and of what is there and was not unpacked
 * @param folder of the package, which ends in a slash; empty for the root
 * @param self the package's own name for itself
 * @param manifest of it; null for none
 */
record PackageFiles(
        SortedMap<String, TextFile> texts,
        Set<String> paths,
        String folder,
        String self,
        @Nullable Manifest manifest) {
    private static final Pattern NO_CODE = Pattern.compile(
            "(?i)\\.(?:json|css|s[ac]ss|less|svg|png|jpe?g|gif|webp|ico|woff2?|html?|md|txt|vue|svelte|graphql|gql|sql|wasm|node|ya?ml)(?:[?#].*)?$");

    /** What holds no code by its ending, whoever names it, or is a notice. */
    private static final Pattern DATA = Pattern.compile(
            "(?i)\\.(?:json[5c]?|css|s[ac]ss|less|svg|png|jpe?g|gif|webp|avif|ico|bmp|woff2?|[ot]tf|eot|html?|mdx?|txt|vue|svelte|graphql|gql|sql|ya?ml|toml|map|[ct]sv|pdf|proto|prisma|hbs|ejs|xml|xsd|webmanifest|mp[34]|d\\.[mc]?ts)$|(?:^|/)(?:LICEN[CS]E|NOTICE|README|CHANGELOG)$");

    /** Whether a file holds no code, by its name. */
    static boolean isData(String path) {
        return DATA.matcher(path).find();
    }

    boolean isCode(String path) {
        var file = texts.get(path);
        return file != null && file.language().isCode();
    }

    /** Examples stand for nothing that is imported, as long as something else does: releases name files that were never built. */
    boolean isProductCode(String path) {
        var file = texts.get(path);
        return file != null && file.isProductCode();
    }

    /** What the manifest of a folder says that it is; null where it says nothing. */
    @Nullable
    String main(String folder) {
        var there = texts.get(folder + '/' + Manifests.PACKAGE);
        return there == null
                ? null
                : Manifests.read(there, there.text())
                        .map(own -> own.root().path("main").asText(""))
                        .filter(main -> !main.isEmpty())
                        .map(main -> Specifiers.file(there.path(), main, paths))
                        .orElse(null);
    }

    /** Whether a file is code of the package itself; what a manifest calls {@code files} means nothing in a repository. */
    boolean isPublished(String path) {
        if (!path.startsWith(folder) || !isCode(path)) {
            return false;
        }
        return !("/" + path.substring(folder.length())).contains("/node_modules/");
    }

    /** Whether a name is of no code by its ending, as bundlers have it. */
    static boolean isAsset(String specifier) {
        return NO_CODE.matcher(specifier).find();
    }

    /** Whether a name is of no code by its ending, or of types, which are imported like code and of which nothing is left. */
    boolean isNoCode(TextFile from, String specifier) {
        String bare = specifier.replaceFirst("\\.([mc]?)[jt]s$", "");
        return isAsset(specifier)
                || Specifiers.file(from.path(), bare + ".d.ts", paths) != null
                || Specifiers.file(from.path(), bare + "/index.d.ts", paths) != null;
    }
}
