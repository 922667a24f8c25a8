package mcphub.scanner;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import mcphub.scanner.surface.Surface;
import mcphub.scanner.surface.Surface.HandOver;
import mcphub.scanner.surface.Surface.Place;
import mcphub.scanner.surface.Surface.Prompt;
import mcphub.scanner.surface.Surface.Resource;
import mcphub.scanner.surface.Surface.Started;
import mcphub.scanner.surface.Surface.Tool;

/** A surface on its way from the process of a scan. */
final class SurfaceStream {
    private SurfaceStream() {}

    private interface Reads<T> {
        T read() throws IOException;
    }

    static void write(Surface surface, DataOutputStream out) throws IOException {
        out.writeInt(surface.tools().size());
        for (Tool each : surface.tools()) {
            texts(out, each.name(), each.title(), each.description(), each.inputSchema(), each.file());
            out.writeInt(each.line());
            out.writeBoolean(each.isComplete());
            out.writeBoolean(each.isConditional());
            out.writeInt(each.annotations().size());
            for (var note : each.annotations().entrySet()) {
                texts(out, note.getKey(), note.getValue());
            }
        }
        out.writeInt(surface.prompts().size());
        for (Prompt each : surface.prompts()) {
            texts(out, each.name(), each.title(), each.description(), each.arguments(), each.file());
            out.writeInt(each.line());
            out.writeBoolean(each.isComplete());
        }
        out.writeInt(surface.resources().size());
        for (Resource each : surface.resources()) {
            texts(out, each.uri(), each.name(), each.description(), each.mimeType(), each.file());
            out.writeInt(each.line());
            out.writeBoolean(each.isTemplate());
            out.writeBoolean(each.isComplete());
        }
        list(surface.transports(), out);
        list(surface.capabilities(), out);
        places(surface.servers(), out);
        places(surface.listeners(), out);
        out.writeInt(surface.handsOver().size());
        for (HandOver each : surface.handsOver()) {
            texts(out, each.file(), each.to(), each.path());
            out.writeBoolean(each.isProcess());
        }
        list(surface.gaps(), out);
        places(surface.started().offers(), out);
        places(surface.started().listeners(), out);
        places(surface.started().beside(), out);
        out.writeBoolean(surface.started().isWhole());
    }

    private static void places(List<Place> places, DataOutputStream out) throws IOException {
        out.writeInt(places.size());
        for (Place each : places) {
            texts(out, each.what(), each.file());
            out.writeInt(each.line());
        }
    }

    private static void list(Collection<String> texts, DataOutputStream out) throws IOException {
        out.writeInt(texts.size());
        texts(out, texts.toArray(String[]::new));
    }

    private static void texts(DataOutputStream out, String... texts) throws IOException {
        for (String each : texts) {
            Worker.text(each, out);
        }
    }

    static Surface read(DataInputStream in) throws IOException {
        return new Surface(
                all(in, () -> tool(in)),
                all(in, () -> prompt(in)),
                all(in, () -> resource(in)),
                new TreeSet<>(all(in, () -> Worker.text(in))),
                new TreeSet<>(all(in, () -> Worker.text(in))),
                all(in, () -> place(in)),
                all(in, () -> place(in)),
                all(in, () -> new HandOver(Worker.text(in), Worker.text(in), Worker.text(in), in.readBoolean())),
                all(in, () -> Worker.text(in)),
                new Started(
                        all(in, () -> place(in)),
                        all(in, () -> place(in)),
                        all(in, () -> place(in)),
                        in.readBoolean()));
    }

    private static <T> List<T> all(DataInputStream in, Reads<T> reads) throws IOException {
        var all = new ArrayList<T>();
        for (int left = Worker.many(in); left > 0; left--) {
            all.add(reads.read());
        }
        return List.copyOf(all);
    }

    private static Tool tool(DataInputStream in) throws IOException {
        String name = Worker.text(in);
        String title = Worker.text(in);
        String description = Worker.text(in);
        String schema = Worker.text(in);
        String file = Worker.text(in);
        int line = in.readInt();
        boolean isComplete = in.readBoolean();
        boolean isConditional = in.readBoolean();
        SortedMap<String, String> notes = new TreeMap<>();
        for (int left = Worker.many(in); left > 0; left--) {
            String note = Worker.text(in);
            notes.put(note, Worker.text(in));
        }
        return new Tool(name, title, description, schema, notes, file, line, isComplete, isConditional);
    }

    private static Prompt prompt(DataInputStream in) throws IOException {
        String name = Worker.text(in);
        String title = Worker.text(in);
        String description = Worker.text(in);
        String arguments = Worker.text(in);
        String file = Worker.text(in);
        return new Prompt(name, title, description, arguments, file, in.readInt(), in.readBoolean());
    }

    private static Resource resource(DataInputStream in) throws IOException {
        String uri = Worker.text(in);
        String name = Worker.text(in);
        String description = Worker.text(in);
        String mimeType = Worker.text(in);
        String file = Worker.text(in);
        int line = in.readInt();
        boolean isTemplate = in.readBoolean();
        return new Resource(uri, isTemplate, name, description, mimeType, file, line, in.readBoolean());
    }

    private static Place place(DataInputStream in) throws IOException {
        String what = Worker.text(in);
        String file = Worker.text(in);
        return new Place(what, file, in.readInt());
    }
}
