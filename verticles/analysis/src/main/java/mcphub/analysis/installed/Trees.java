package mcphub.analysis.installed;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.util.function.BiConsumer;
import mcphub.analysis.reading.TextFile;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** The formats in which lock files are written, read into trees of one kind; what is broken is refused in words. */
final class Trees {
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonMapper WITH_COMMENTS = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build();
    private static final TomlMapper TOML = new TomlMapper();
    private static final int DEEPEST_YAML = 20;
    private static final int MOST_YAML = 8 * 1024 * 1024;

    private Trees() {}

    static JsonNode json(String text) {
        return object(JSON, text);
    }

    static JsonNode jsonWithComments(String text) {
        return object(WITH_COMMENTS, text);
    }

    static JsonNode toml(String text) {
        return object(TOML, text);
    }

    private static JsonNode object(com.fasterxml.jackson.databind.ObjectMapper mapper, String text) {
        try {
            return object(mapper.readTree(text));
        } catch (JacksonException e) {
            throw new UnreadableLock(TextFile.oneLine(e.getOriginalMessage()));
        }
    }

    /** Scalars stay texts: a version is no number, and a package may be called {@code on}. No lock file uses references. */
    static JsonNode yaml(String text) {
        if (text.length() > MOST_YAML) {
            throw new UnreadableLock("it is larger than 8 MiB");
        }
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(DEEPEST_YAML);
        options.setCodePointLimit(MOST_YAML);
        var dumper = new DumperOptions();
        try {
            Object root = new Yaml(
                            new SafeConstructor(options), new Representer(dumper), dumper, options, new TextsOnly())
                    .load(text);
            return object(JSON.valueToTree(root));
        } catch (YAMLException e) {
            throw new UnreadableLock(TextFile.oneLine(String.valueOf(e.getMessage())));
        }
    }

    private static final class TextsOnly extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            // none: every scalar is a text
        }
    }

    private static JsonNode object(JsonNode root) {
        if (root == null || !root.isObject()) {
            throw new UnreadableLock("it is no mapping");
        }
        return root;
    }

    /** Every entry of a mapping whose value is a text. */
    static void texts(JsonNode mapping, BiConsumer<String, String> each) {
        mapping.properties()
                .forEach(entry -> each.accept(entry.getKey(), entry.getValue().asText("")));
    }
}
