package mcphub.analysis.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One nameless file that holds the contents of all files of an archive, one after the other. Only its owner can read it, and it is
 * gone after {@link #close()}; on Unix the JDK removes its name as soon as it is open, so a crash leaves nothing behind.
 */
final class Spool implements AutoCloseable {
    private final FileChannel channel;
    private long size;

    private Spool(FileChannel channel) {
        this.channel = channel;
    }

    static Spool in(Path folder) throws IOException {
        var file = Files.createTempFile(folder, "source-", ".spool");
        try {
            return new Spool(FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException failure) {
            Files.deleteIfExists(file);
            throw failure;
        }
    }

    /** Bytes written so far, which is where the next content starts. */
    long size() {
        return size;
    }

    void append(byte[] bytes, int length) throws IOException {
        for (var buffer = ByteBuffer.wrap(bytes, 0, length); buffer.hasRemaining(); ) {
            size += channel.write(buffer, size);
        }
    }

    /** The bytes of one slice; any number of threads may read at once. */
    byte[] read(long offset, int length) {
        try {
            var buffer = ByteBuffer.allocate(length);
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, offset + buffer.position()) < 0) {
                    throw new IllegalStateException("The spool is shorter than what was written to it.");
                }
            }
            return buffer.array();
        } catch (ClosedChannelException closed) {
            throw new IllegalStateException("The source was closed before its file was read.", closed);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
