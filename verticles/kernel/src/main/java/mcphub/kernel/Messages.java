package mcphub.kernel;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The codecs of {@link Request} and {@link Reply}: by reference in one process, bytes between nodes. */
public final class Messages {
    private Messages() {}

    /** Makes both types known to a bus; every node does it before it deploys anything. */
    public static void register(EventBus bus) {
        register(bus, false);
    }

    /** The same, but bytes inside of a process, too: what works so works between nodes. */
    public static void registerAsBetweenNodes(EventBus bus) {
        register(bus, true);
    }

    private static void register(EventBus bus, boolean alwaysBytes) {
        bus.registerDefaultCodec(
                Request.class, new Codec<>("request", Messages::write, Messages::readRequest, alwaysBytes));
        bus.registerDefaultCodec(Reply.class, new Codec<>("reply", Messages::write, Messages::readReply, alwaysBytes));
    }

    private static void write(Request request, Buffer out) {
        var json = new JsonObject()
                .put("operation", request.operation())
                .put("id", request.id())
                .put("caller", request.caller().encode())
                .put("input", request.input())
                .put("accept", request.accept())
                .put("resume", request.resume());
        if (request.body() != null) {
            json.put("body", request.body());
        }
        append(out, json.toBuffer());
        append(out, request.raw() == null ? Buffer.buffer() : request.raw());
    }

    private static Request readRequest(Input in) {
        var json = new JsonObject(in.next());
        var raw = in.next();
        return new Request(
                json.getString("operation"),
                json.getString("id"),
                Caller.decode(json.getJsonObject("caller")),
                json.getJsonObject("input"),
                json.getJsonObject("body"),
                raw.length() == 0 ? null : raw,
                json.getString("accept"),
                json.getString("resume"));
    }

    private static void write(Reply reply, Buffer out) {
        out.appendInt(reply.status()).appendInt(reply.headers().size());
        reply.headers().forEach((name, value) -> {
            append(out, Buffer.buffer(name));
            append(out, Buffer.buffer(value));
        });
        append(out, reply.body());
        append(out, Buffer.buffer(reply.next() == null ? "" : reply.next()));
    }

    private static Reply readReply(Input in) {
        int status = in.nextInt();
        int count = in.nextInt();
        var headers = new HashMap<String, String>();
        for (int i = 0; i < count; i++) {
            headers.put(in.nextText(), in.nextText());
        }
        var body = in.next();
        String next = in.nextText();
        return new Reply(status, headers, body, next.isEmpty() ? null : next);
    }

    private static void append(Buffer out, Buffer part) {
        out.appendInt(part.length()).appendBuffer(part);
    }

    /** Reads length-prefixed parts one after the other. */
    private static final class Input {
        private final Buffer buffer;
        private int position;

        Input(Buffer buffer, int position) {
            this.buffer = buffer;
            this.position = position;
        }

        int nextInt() {
            int value = buffer.getInt(position);
            position += Integer.BYTES;
            return value;
        }

        Buffer next() {
            int length = nextInt();
            position += length;
            return buffer.getBuffer(position - length, position);
        }

        String nextText() {
            return next().toString(StandardCharsets.UTF_8);
        }
    }

    private record Codec<T>(String name, BiConsumer<T, Buffer> writer, Function<Input, T> reader, boolean alwaysBytes)
            implements MessageCodec<T, T> {

        @Override
        public void encodeToWire(Buffer buffer, T message) {
            writer.accept(message, buffer);
        }

        @Override
        public T decodeFromWire(int position, Buffer buffer) {
            return reader.apply(new Input(buffer, position));
        }

        @Override
        public T transform(T message) {
            if (!alwaysBytes) {
                return message;
            }
            var wire = Buffer.buffer();
            encodeToWire(wire, message);
            return decodeFromWire(0, wire);
        }

        @Override
        public byte systemCodecID() {
            return -1;
        }
    }
}
