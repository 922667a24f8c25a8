package mcphub.advisories;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Files of a folder and of those in it, links left out; the folder itself may be one. */
public final class FolderRecords implements Records {
    private final Path folder;
    private final Stream<Path> walk;
    private final Iterator<Path> files;

    /** Reads an existing folder. */
    @SuppressWarnings("StreamResourceLeak") // closed with this
    public FolderRecords(Path folder) throws IOException {
        this.folder = folder.toRealPath();
        this.walk = Files.walk(this.folder);
        this.files = walk.filter(file -> Records.isNamed(file.toString()))
                .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                .iterator();
    }

    @Override
    public @Nullable Entry next() {
        if (!files.hasNext()) {
            return null;
        }
        var file = files.next();
        String name = folder.relativize(file).toString();
        try {
            return Files.size(file) > LONGEST ? Entry.tooLong(name) : new Entry(name, Files.readAllBytes(file));
        } catch (IOException e) {
            // its message may be the path once more
            return Entry.broken(name, "It cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    @Override
    public void close() {
        walk.close();
    }
}
