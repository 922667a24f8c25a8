package mcphub.analysis.closure;

import org.jspecify.annotations.Nullable;

/** Makes nodes of all kinds. */
final class Nodes {
    private Nodes() {}

    /** What everything is installed into. */
    static Node top(Ranges ranges, ReleaseManifest project) {
        var node = new Node(ranges, project.name(), project, null, "", null);
        node.ask();
        return node;
    }

    /** The top of a gathering of what a node asks for. */
    static Node gathering(Node source) {
        return new Node(source.ranges, source.name, source.release, null, "", source);
    }

    /** A release under the name by which it is asked for. */
    static Node of(String name, ReleaseManifest release, Node parent) {
        var node = new Node(parent.ranges, name, release, null, "", null);
        node.moveTo(parent);
        node.ask();
        return node;
    }

    /** A release that nobody got to: it stands there, and what it asks for is not looked at. */
    static void bare(ReleaseManifest release, Node parent) {
        new Node(parent.ranges, release.name(), release, null, "", null).moveTo(parent);
    }

    /** What could not be had. */
    static Node missing(String name, @Nullable String elsewhere, String trouble, Node parent) {
        var node = new Node(parent.ranges, name, null, elsewhere, trouble, null);
        node.moveTo(parent);
        return node;
    }

    /** One that stands for another one above it, and brings nothing. */
    static Node standIn(Node other, Node parent) {
        var node = new Node(parent.ranges, other.name, other.release, other.elsewhere, other.trouble, null);
        node.standsFor = other;
        node.moveTo(parent);
        return node;
    }
}
