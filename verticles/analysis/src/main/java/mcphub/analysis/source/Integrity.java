package mcphub.analysis.source;

import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a registry says a package's digest is: Subresource Integrity as the W3C defines it.
 *
 * @param algorithm the strongest that the registry gave
 * @param digests digests in lower-case hexadecimal; the package must have one of them
 */
public record Integrity(Algorithm algorithm, Set<String> digests) {

    /** The hash functions that registries use, weakest first. */
    public enum Algorithm {
        /** Long broken; accepted only where the registry knows nothing better. */
        SHA1("SHA-1", 20),
        SHA256("SHA-256", 32),
        SHA384("SHA-384", 48),
        SHA512("SHA-512", 64);

        private final String javaName;
        private final int bytes;

        Algorithm(String javaName, int bytes) {
            this.javaName = javaName;
            this.bytes = bytes;
        }

        /** The name under which {@link java.security.MessageDigest} knows it. */
        public String javaName() {
            return javaName;
        }
    }

    /** Takes a copy of the digests. */
    public Integrity {
        digests = Set.copyOf(digests);
    }

    /** The same as a Subresource Integrity text, digests in a fixed order. */
    public String sri() {
        return digests.stream()
                .sorted()
                .map(hex -> algorithm.name().toLowerCase(Locale.ROOT) + "-"
                        + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex)))
                .collect(Collectors.joining(" "));
    }

    /** Whether only SHA-1 vouches for the package, which somebody with means can forge. */
    public boolean weak() {
        return algorithm == Algorithm.SHA1;
    }

    /** Reads {@code "sha512-<base64> sha256-<base64>?option"}: unknown hashes are passed over, and the strongest one counts. */
    public static Optional<Integrity> ofSri(String sri) {
        Optional<Integrity> strongest = Optional.empty();
        for (var token : sri.strip().split("\\s+", -1)) {
            var read = ofToken(token);
            if (read.isEmpty()) {
                continue;
            }
            var order = strongest
                    .map(now -> read.get().algorithm().compareTo(now.algorithm()))
                    .orElse(1);
            if (order > 0) {
                strongest = read;
            } else if (order == 0) {
                var both = new HashSet<>(read.get().digests());
                strongest.ifPresent(now -> both.addAll(now.digests()));
                strongest = Optional.of(new Integrity(read.get().algorithm(), both));
            }
        }
        return strongest;
    }

    /** Reads a registry's older {@code shasum}: 40 hexadecimal digits of SHA-1. */
    public static Optional<Integrity> ofShasum(String shasum) {
        return shasum.matches("[0-9a-fA-F]{40}")
                ? Optional.of(new Integrity(Algorithm.SHA1, Set.of(shasum.toLowerCase(Locale.ROOT))))
                : Optional.empty();
    }

    private static Optional<Integrity> ofToken(String token) {
        var dash = token.indexOf('-');
        for (var algorithm : Algorithm.values()) {
            if (dash > 0 && algorithm.name().equalsIgnoreCase(token.substring(0, dash))) {
                try {
                    var options = token.indexOf('?');
                    var digest = Base64.getDecoder()
                            .decode(token.substring(dash + 1, options < 0 ? token.length() : options));
                    return digest.length == algorithm.bytes
                            ? Optional.of(new Integrity(
                                    algorithm, Set.of(HexFormat.of().formatHex(digest))))
                            : Optional.empty();
                } catch (IllegalArgumentException notBase64) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }
}
