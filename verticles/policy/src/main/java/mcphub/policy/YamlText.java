package mcphub.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import mcphub.policy.ConfigText.Node;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A configuration in YAML; every scalar is a text, nothing is made of tags. */
final class YamlText {
    private static final String MERGE = "<<";
    private static final int DEEPEST = 100;
    private static final int MOST_NODES = 200_000;

    private final @Nullable String path;
    private int nodes;

    private YamlText(@Nullable String path) {
        this.path = path;
    }

    /**
     * Reads it.
     *
     * @throws mcphub.kernel.Refusal BAD_REQUEST that names the line where the text is no YAML, or where its aliases make it too large
     */
    static Node parse(String text, @Nullable String path) {
        try {
            var root = new Yaml(new LoaderOptions()).compose(new java.io.StringReader(text));
            return root == null ? Node.NOTHING : new YamlText(path).node(root, 1);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw ConfigText.wrong(path, "line " + line + ": is no YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw ConfigText.wrong(path, "line 1: is no YAML: " + e.getMessage());
        }
    }

    private Node node(org.yaml.snakeyaml.nodes.Node from, int depth) {
        int line = from.getStartMark().getLine() + 1;
        if (depth > DEEPEST || ++nodes > MOST_NODES) {
            throw ConfigText.wrong(path, "line " + line + ": has too many parts, or too many within each other");
        }
        return switch (from) {
            case MappingNode map -> {
                var fields = new LinkedHashMap<String, Node>();
                var merged = new ArrayList<Node>();
                for (var entry : map.getValue()) {
                    if (entry.getKeyNode() instanceof ScalarNode key) {
                        if (key.getValue().equals(MERGE)) {
                            var inherited = node(entry.getValueNode(), depth + 1);
                            merged.addAll(inherited.isObject() ? List.of(inherited) : inherited.list());
                            continue;
                        }
                        int keyLine = key.getStartMark().getLine() + 1;
                        fields.put(
                                key.getValue(),
                                new Node(
                                        keyLine,
                                        node(entry.getValueNode(), depth + 1).value()));
                    }
                }
                // some clients merge, and some do not: what would be there is read
                for (Node each : merged) {
                    each.object().forEach((key, value) -> fields.putIfAbsent(String.valueOf(key), (Node) value));
                }
                yield new Node(line, fields);
            }
            case SequenceNode list -> {
                var items = new ArrayList<Node>();
                for (var item : list.getValue()) {
                    items.add(node(item, depth + 1));
                }
                yield new Node(line, items);
            }
            case ScalarNode scalar -> new Node(line, Tag.NULL.equals(scalar.getTag()) ? null : scalar.getValue());
            default -> new Node(line, null);
        };
    }
}
