package mcphub.scanner;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import mcphub.scanner.Scanner.Evidence;
import mcphub.scanner.Scanner.Finding;
import mcphub.scanner.Scanner.Told;

/**
 * The process in which scans run: its parsers are native code, and what they read is hostile. It reads a program from its input, writes the evidence to its output, and so
 * on, until its input ends, as it does when whoever started it dies.
 */
public final class Worker {
    private static final int FOUND = 1;
    private static final int BROKE = 2;
    private static final int MOST_BYTES = 64 * 1024 * 1024;
    private static final int MOST_ITEMS = 200_000;

    private Worker() {}

    /** Runs it. */
    public static void main(String[] args) throws IOException, InterruptedException {
        var out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        System.setOut(System.err);
        // a scan that nobody waits for any more would go on for as long as it takes
        var starter = ProcessHandle.current().parent();
        if (starter.isPresent()) {
            var _ = starter.get().onExit().thenRun(() -> Runtime.getRuntime().halt(0));
        }
        var in = new DataInputStream(new BufferedInputStream(System.in));
        var scanner = new Scanner();
        while (true) {
            Map<String, String> files;
            Set<String> started;
            try {
                files = readFiles(in);
                started = readPaths(in);
            } catch (EOFException ended) {
                return;
            }
            try {
                write(scanner.scan(files, started), out);
            } catch (RuntimeException | Error e) {
                out.writeByte(BROKE);
                text(String.valueOf(e.getCause() == null ? e : e.getCause()), out);
            }
            out.flush();
        }
    }

    /**
     * Sends a program.
     *
     * @param started the files that entry points lead to
     */
    public static void writeFiles(Map<String, String> files, Set<String> started, DataOutputStream out)
            throws IOException {
        out.writeInt(files.size());
        for (var file : files.entrySet()) {
            text(file.getKey(), out);
            text(file.getValue(), out);
        }
        out.writeInt(started.size());
        for (String path : started) {
            text(path, out);
        }
        out.flush();
    }

    private static Set<String> readPaths(DataInputStream in) throws IOException {
        var paths = new TreeSet<String>();
        for (int left = in.readInt(); left > 0; left--) {
            paths.add(text(in));
        }
        return paths;
    }

    private static Map<String, String> readFiles(DataInputStream in) throws IOException {
        int many = in.readInt();
        var files = new TreeMap<String, String>();
        for (int i = 0; i < many; i++) {
            String path = text(in);
            files.put(path, text(in));
        }
        return files;
    }

    private static void write(Evidence evidence, DataOutputStream out) throws IOException {
        out.writeByte(FOUND);
        out.writeInt(evidence.findings().size());
        for (Finding each : evidence.findings()) {
            text(each.kind(), out);
            text(each.file(), out);
            out.writeInt(each.line());
            out.writeInt(each.position());
            out.writeInt(each.labels());
            text(each.tool() == null ? "" : each.tool(), out);
            text(each.says(), out);
            out.writeInt(each.trace().size());
            for (String step : each.trace()) {
                text(step, out);
            }
        }
        out.writeInt(evidence.unread().size());
        for (var file : evidence.unread().entrySet()) {
            text(file.getKey(), out);
            text(file.getValue(), out);
        }
        out.writeInt(evidence.told().size());
        for (var each : evidence.told()) {
            text(each.file(), out);
            out.writeInt(each.position());
            text(each.tool() == null ? "" : each.tool(), out);
            text(each.text(), out);
        }
        SurfaceStream.write(evidence.surface(), out);
    }

    /**
     * Reads the evidence.
     *
     * @throws IOException where the process died, or says that the scan broke
     */
    public static Evidence read(DataInputStream in) throws IOException {
        if (in.readByte() != FOUND) {
            throw new IOException(text(in));
        }
        var findings = new ArrayList<Finding>();
        for (int left = many(in); left > 0; left--) {
            String kind = text(in);
            String file = text(in);
            int line = in.readInt();
            int position = in.readInt();
            int labels = in.readInt();
            String tool = text(in);
            String says = text(in);
            List<String> trace = new ArrayList<>();
            for (int steps = many(in); steps > 0; steps--) {
                trace.add(text(in));
            }
            findings.add(new Finding(kind, file, line, position, labels, tool.isEmpty() ? null : tool, says, trace));
        }
        var unread = new TreeMap<String, String>();
        for (int left = many(in); left > 0; left--) {
            String file = text(in);
            unread.put(file, text(in));
        }
        var told = new ArrayList<Told>();
        for (int left = many(in); left > 0; left--) {
            String file = text(in);
            int position = in.readInt();
            String tool = text(in);
            told.add(new Told(file, position, tool.isEmpty() ? null : tool, text(in)));
        }
        return new Evidence(findings, unread, told, SurfaceStream.read(in));
    }

    static void text(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        // who reads an answer need not trust the process that wrote it
        if (length < 0 || length > MOST_BYTES) {
            throw new IOException("A text of " + length + " bytes");
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    static int many(DataInputStream in) throws IOException {
        int many = in.readInt();
        if (many < 0 || many > MOST_ITEMS) {
            throw new IOException("A list of " + many);
        }
        return many;
    }
}
