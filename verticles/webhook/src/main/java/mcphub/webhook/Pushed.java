package mcphub.webhook;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a forge says happened in a repository.
 *
 * @param keys the repository's addresses, each as {@code RepositoryUrl.key} gives it
 * @param repository what stays when it is renamed: its host and its id there
 * @param url where it can be fetched from
 * @param defaultBranch null where the forge does not say
 * @param otherwise why there is no change, where there is none
 */
record Pushed(
        Set<String> keys,
        String repository,
        String url,
        @Nullable String defaultBranch,
        String otherwise,
        List<Change> changes) {

    /**
     * One branch or tag that stands elsewhere now.
     *
     * @param ref {@code refs/heads/…} or {@code refs/tags/…}
     * @param commit where; null where the forge does not say, and the tag has to be looked up
     */
    record Change(String ref, @Nullable String commit) {
        private static final String BRANCH = "refs/heads/";

        /** Whether somebody who watches this branch, or the default one, is to hear of it. Tags are for everybody. */
        boolean concerns(@Nullable String watched) {
            return !ref.startsWith(BRANCH) || watched == null || ref.equals(BRANCH + watched);
        }

        /** The commit that the watched branch stands at now; null where another branch or a tag moved, or nobody says which one is watched. */
        @Nullable
        String head(@Nullable String watched) {
            return watched != null && ref.equals(BRANCH + watched) ? commit : null;
        }

        /** What analysis is asked for: the commit of a branch, which may have moved on by then; a tag by its name, so that one that moves is noticed. */
        String wanted() {
            return commit == null || !ref.startsWith(BRANCH) ? ref : commit;
        }
    }
}
