package mcphub.analysis.git;

import java.util.Locale;
import java.util.stream.Stream;
import mcphub.analysis.source.SourceFailure;
import mcphub.analysis.source.SourceRejected;
import mcphub.analysis.source.SourceUnavailable;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;

/** Sorts JGit's failures by whether a second try can help, in words for people. */
final class Trouble {
    private Trouble() {}

    static SourceRejected notPublic(Address address) {
        return new SourceRejected("The repository " + address.shown()
                + " lies at an address that is not public, which the hub does not connect to.");
    }

    static SourceFailure of(Exception failure, Address address, Guard guard, GitSettings settings) {
        if (failure instanceof SourceFailure told) {
            return told;
        }
        Guard.Reason reason = guard.reason();
        if (reason == Guard.Reason.SIZE) {
            return tooLarge(address, settings);
        }
        if (reason == Guard.Reason.TIME) {
            return new SourceUnavailable(
                    "The repository " + address.shown() + " did not give what was asked for within "
                            + settings.timeout().toSeconds() + " s.",
                    failure);
        }
        if (causes(failure).anyMatch(NotPublic.class::isInstance)) {
            return notPublic(address);
        }
        if (causes(failure).anyMatch(NoRemoteRepositoryException.class::isInstance)) {
            return new SourceRejected(
                    "There is no repository at " + address.shown() + ", or none that the hub may read.");
        }
        if (causes(failure).map(Trouble::message).anyMatch(Trouble::isRefusal)) {
            return new SourceRejected(
                    "The repository " + address.shown()
                            + " does not let the hub in; git.credentials, git.ssh_key and git.ssh_known_hosts are what it has.");
        }
        return new SourceUnavailable("The repository " + address.shown() + " could not be read.", failure);
    }

    static SourceRejected tooLarge(Address address, GitSettings settings) {
        return new SourceRejected("One commit of the repository " + address.shown()
                + " has more than %,d bytes, which is the limit.".formatted(settings.maxFetchedBytes()));
    }

    /** Whether a server cannot leave out what is not needed. */
    static boolean isUnfiltered(Exception failure) {
        return causes(failure).map(Trouble::message).anyMatch(message -> message.contains("filter requires"));
    }

    /** Whether a server says that it does not give single commits by their id. */
    static boolean isUnadvertised(Exception failure) {
        return causes(failure)
                .map(Trouble::message)
                .anyMatch(message -> message.contains("not valid")
                        || message.contains("not advertised")
                        || message.contains("unadvertised")
                        || message.contains("not our ref")
                        // what JGit makes of an older server that hangs up instead of answering
                        || message.contains("without written request data pending"));
    }

    private static boolean isRefusal(String message) {
        return Stream.of(
                        "not authorized",
                        "authentication is required",
                        "authentication not supported",
                        "auth fail",
                        "no more authentication methods",
                        "server key did not validate",
                        "not permitted",
                        "forbidden")
                .anyMatch(message::contains);
    }

    private static String message(Throwable failure) {
        return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }
}
