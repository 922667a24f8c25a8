package mcphub.policy.launch;

import java.util.regex.Pattern;

/** Container images, to {@code oci:registry/repository}; Docker's own registry and {@code library/} are left out. */
public final class ImageSource {
    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(:\\d+(?=/))?(?:/[a-z0-9][a-z0-9._-]*+)*+");
    private static final Pattern DIGEST = Pattern.compile("sha\\d+:[0-9a-fA-F]+|[a-z0-9]+:[0-9a-zA-Z]+");
    private static final Pattern TRANSPORT = Pattern.compile("^(docker://|oci://)");

    private ImageSource() {}

    /** Reads an image; the version is the digest if there is one, else the tag. {@code local} with the reason where it is none. */
    public static CommandLine read(String reference, String program) {
        String bare = TRANSPORT.matcher(reference).replaceFirst("");
        int at = bare.indexOf('@');
        String digest = at < 0 ? null : bare.substring(at + 1);
        String tagged = at < 0 ? bare : bare.substring(0, at);
        int colon = tagged.lastIndexOf(':');
        boolean hasTag = colon > tagged.lastIndexOf('/') && !GitSource.isVariable(tagged.substring(0, colon));
        String tag = hasTag ? tagged.substring(colon + 1) : null;
        String name = hasTag ? tagged.substring(0, colon) : tagged;
        if (!NAME.matcher(name).matches()
                || (digest != null && !DIGEST.matcher(digest).matches())) {
            return CommandLine.local(program + ": "
                    + (GitSource.isVariable(reference)
                            ? "a variable names its image"
                            : "an image whose name is not understood"));
        }
        String plain = "oci:"
                + name.replaceFirst("^(index\\.|registry-1\\.)?docker\\.io/", "")
                        .replaceFirst("^library/", "");
        if (digest != null) {
            return CommandLine.pinned("oci", plain, digest);
        }
        if (tag == null || tag.equals("latest") || GitSource.isVariable(tag)) {
            return CommandLine.open("oci", plain, tag == null || tag.equals("latest") ? tag : "");
        }
        return CommandLine.pinned("oci", plain, tag)
                .warned("Not pinned: the tag '" + tag + "' may name another image tomorrow; its digest would not");
    }
}
