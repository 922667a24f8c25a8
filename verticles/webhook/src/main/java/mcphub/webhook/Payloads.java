package mcphub.webhook;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mcphub.kernel.RepositoryUrl;
import org.jspecify.annotations.Nullable;

/** Reads pushes, tags and releases out of what GitHub, GitLab and Bitbucket send. Strangers write them: nothing here may fail but by saying that it is none. */
final class Payloads {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
    private static final Pattern SHA256_COMMIT = Pattern.compile("[0-9a-f]{64}");
    private static final String NOTHING = "Nothing was pushed: a branch or tag was deleted, or is none";
    private static final Pattern REF = Pattern.compile("refs/(heads|tags)/[^\\p{Cntrl} ~^:?*\\[\\\\]{1,200}");

    private Payloads() {}

    /** What a payload says; empty for one that says nothing of a repository. */
    static Optional<Pushed> read(Sender sender, String event, Buffer payload, boolean form) {
        Buffer json = form ? unpacked(payload) : payload;
        return switch (sender) {
            case GITHUB -> Json.read(json, Github.class).flatMap(p -> p.pushed(event));
            case GITLAB -> Json.read(json, Gitlab.class).flatMap(Gitlab::pushed);
            case BITBUCKET -> Json.read(json, Bitbucket.class).flatMap(Bitbucket::pushed);
            case STRIPE -> Optional.empty();
        };
    }

    /** GitHub and Gitea send forms where they are set up so: {@code payload=}, and the JSON after it. */
    static boolean isForm(Buffer body) {
        return body.length() > 0 && body.getByte(0) == 'p';
    }

    /** The JSON in a form; empty where there is none. */
    static Buffer unpacked(Buffer form) {
        try {
            var values =
                    new QueryStringDecoder(form.toString(), false).parameters().get("payload");
            return values == null ? Buffer.buffer() : Buffer.buffer(values.getFirst());
        } catch (IllegalArgumentException brokenEncoding) {
            return Buffer.buffer();
        }
    }

    private static Optional<Pushed> pushed(
            List<@Nullable String> urls,
            @Nullable Object id,
            @Nullable String defaultBranch,
            String otherwise,
            Stream<Pushed.@Nullable Change> changes) {
        var known = urls.stream().filter(Objects::nonNull).map(String::valueOf).toList();
        var keys =
                known.stream().flatMap(url -> RepositoryUrl.key(url).stream()).toList();
        if (keys.isEmpty() || id == null) {
            return Optional.empty();
        }
        String host = keys.getFirst().substring(0, keys.getFirst().indexOf('/'));
        return Optional.of(new Pushed(
                Set.copyOf(keys),
                host + '#' + id,
                known.getFirst(),
                defaultBranch,
                otherwise,
                changes.filter(Objects::nonNull).map(Objects::requireNonNull).toList()));
    }

    /** A ref that stands at a commit; null where it was deleted, or is neither branch nor tag. */
    private static Pushed.@Nullable Change change(@Nullable String ref, @Nullable String commit) {
        boolean none = commit == null || !COMMIT.matcher(commit).matches() || commit.matches("0+");
        return ref == null || none || !REF.matcher(ref).matches() ? null : new Pushed.Change(ref, commit);
    }

    private static Pushed.@Nullable Change tag(@Nullable String name) {
        String ref = "refs/tags/" + name;
        return name == null || !REF.matcher(ref).matches() ? null : new Pushed.Change(ref, null);
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Github(
            @Nullable Object ref,
            @Nullable Object after,
            @Nullable Object action,
            @JsonProperty("head_commit") @Nullable Object headCommit,
            @Nullable Release release,
            @Nullable Repository repository) {

        @JsonIgnoreProperties(ignoreUnknown = true)
        record Repository(
                @Nullable Object id,
                @JsonProperty("clone_url") @Nullable String cloneUrl,
                @JsonProperty("html_url") @Nullable String htmlUrl,
                @JsonProperty("ssh_url") @Nullable String sshUrl,
                @JsonProperty("default_branch") @Nullable String defaultBranch) {}

        Optional<Pushed> pushed(String event) {
            if (repository == null) {
                return Optional.empty();
            }
            String otherwise = release == null
                    ? NOTHING
                    : "A release is looked at when it is published, not when it is " + text(action);
            var changes = new ArrayList<Pushed.@Nullable Change>();
            if (event.equals("push")) {
                // of an annotated tag `after` is the tag's own id
                String commit = headCommit instanceof Map<?, ?> head ? text(head.get("id")) : text(after);
                changes.add(change(text(ref), commit));
                if (commit != null && SHA256_COMMIT.matcher(commit).matches() && !commit.matches("0+")) {
                    otherwise = "The repository names its commits by SHA-256, which the hub does not fetch";
                }
            } else if (release != null && "published".equals(action)) {
                changes.add(tag(release.tagName()));
            }
            return Payloads.pushed(
                    java.util.Arrays.asList(repository.cloneUrl(), repository.htmlUrl(), repository.sshUrl()),
                    repository.id(),
                    repository.defaultBranch(),
                    otherwise,
                    changes.stream());
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Release(
            @JsonProperty("tag_name") @Nullable String tagName) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Gitlab(
            @JsonProperty("object_kind") @Nullable String objectKind,
            @JsonProperty("event_name") @Nullable String eventName,
            @Nullable Object ref,
            @Nullable Object action,
            @Nullable Object tag,
            @JsonProperty("checkout_sha") @Nullable Object checkout,
            @Nullable Project project) {

        @JsonIgnoreProperties(ignoreUnknown = true)
        record Project(
                @Nullable Object id,
                @JsonProperty("git_http_url") @Nullable String httpUrl,
                @JsonProperty("web_url") @Nullable String webUrl,
                @JsonProperty("git_ssh_url") @Nullable String sshUrl,
                @JsonProperty("default_branch") @Nullable String defaultBranch) {}

        Optional<Pushed> pushed() {
            String kind = objectKind == null ? eventName : objectKind;
            if (project == null || kind == null) {
                return Optional.empty();
            }
            var change = switch (kind) {
                case "push", "tag_push" -> change(text(ref), text(checkout));
                case "release" -> "create".equals(action) ? Payloads.tag(text(tag)) : null;
                default -> null;
            };
            return Payloads.pushed(
                    java.util.Arrays.asList(project.httpUrl(), project.webUrl(), project.sshUrl()),
                    project.id(),
                    project.defaultBranch(),
                    NOTHING,
                    Stream.ofNullable(change));
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Bitbucket(
            @Nullable Place repository,
            @Nullable Push push,
            @Nullable List<@Nullable Moved> changes) {

        /** Of a Data Center. */
        @JsonIgnoreProperties(ignoreUnknown = true)
        record Moved(@Nullable Named ref, @Nullable String toHash) {}

        @JsonIgnoreProperties(ignoreUnknown = true)
        record Place(
                @Nullable String uuid,
                @Nullable Object id,
                @Nullable Links links,
                @JsonProperty("mainbranch") @Nullable Named mainBranch) {}

        @JsonIgnoreProperties(ignoreUnknown = true)
        record Links(
                @Nullable Link html,
                @JsonProperty("clone") @Nullable List<@Nullable Link> clones) {}

        @JsonIgnoreProperties(ignoreUnknown = true)
        record Link(@Nullable String href) {}

        @JsonIgnoreProperties(ignoreUnknown = true)
        record Named(@Nullable String name, @Nullable String id) {}

        @JsonIgnoreProperties(ignoreUnknown = true)
        record Push(@Nullable List<@Nullable Change> changes) {}

        @JsonIgnoreProperties(ignoreUnknown = true)
        record Change(@JsonProperty("new") @Nullable Ref now) {}

        @JsonIgnoreProperties(ignoreUnknown = true)
        record Ref(
                @Nullable String type,
                @Nullable String name,
                @Nullable Target target) {}

        @JsonIgnoreProperties(ignoreUnknown = true)
        record Target(@Nullable String hash) {}

        Optional<Pushed> pushed() {
            if (repository == null || repository.links() == null) {
                return Optional.empty();
            }
            var links = repository.links();
            var clones = links.clones();
            if (changes != null && clones != null) {
                return dataCenter(clones, repository.id());
            }
            var page = links.html();
            if (page == null) {
                return Optional.empty();
            }
            var changes = push == null || push.changes() == null
                    ? Stream.<Pushed.@Nullable Change>empty()
                    : push.changes().stream()
                            .filter(Objects::nonNull)
                            .map(changed -> Objects.requireNonNull(changed).now())
                            .filter(Objects::nonNull)
                            .map(ref -> refOf(Objects.requireNonNull(ref)));
            return Payloads.pushed(
                    java.util.Arrays.asList(page.href()),
                    repository.uuid(),
                    repository.mainBranch() == null
                            ? null
                            : repository.mainBranch().name(),
                    NOTHING,
                    changes);
        }

        private Optional<Pushed> dataCenter(List<@Nullable Link> clone, @Nullable Object id) {
            var urls = clone.stream()
                    .filter(Objects::nonNull)
                    .map(link -> Objects.requireNonNull(link).href())
                    .toList();
            var moved = Objects.requireNonNull(changes).stream()
                    .filter(Objects::nonNull)
                    .map(each -> Objects.requireNonNull(each))
                    .map(each -> change(each.ref() == null ? null : each.ref().id(), each.toHash()));
            return Payloads.pushed(urls, id, null, NOTHING, moved);
        }

        private static Pushed.@Nullable Change refOf(Ref ref) {
            String folder = "tag".equals(ref.type()) ? "refs/tags/" : "refs/heads/";
            return change(
                    folder + ref.name(),
                    ref.target() == null ? null : ref.target().hash());
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String text ? text : null;
    }
}
