package mcphub.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Optional;

/** Reads what is needed of large foreign JSON, without ever building the whole of it in memory. */
final class Json {
    private static final int MAX_DEPTH = 200;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .build());
    }

    private Json() {}

    /** The JSON as this type; empty for what is no JSON, or of another shape. */
    static <T> Optional<T> read(Buffer json, Class<T> type) {
        try {
            return Optional.ofNullable(MAPPER.readValue(json.getBytes(), type));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("An array cannot fail to be read", e);
        }
    }
}
