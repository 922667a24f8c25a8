package mcphub.policy.launch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a launcher is told.
 *
 * @param packages as flags name them in the place of the first word
 * @param with more packages that flags name
 * @param first the first word that is no flag: the package, or a program of it where flags name packages
 * @param behind the words behind it
 * @param registry another registry than the usual one; null where none is named
 * @param scopes the registries of scopes, such as {@code @acme}
 * @param tag the tag that a bare name means; null for the usual one
 * @param selects the flag that changes which release an open range means; null where there is none
 * @param unread why the line does not tell what will run; null where it does
 * @param named each package that the line may name, where it is not understood
 */
record Told(
        List<String> packages,
        List<String> with,
        @Nullable String first,
        List<String> behind,
        @Nullable String registry,
        java.util.Map<String, String> scopes,
        @Nullable String tag,
        @Nullable String selects,
        List<String> cautions,
        @Nullable String unread,
        List<String> named) {}
