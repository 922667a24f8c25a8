package mcphub.kernel;

/**
 * Where slices of files on their way in are sent on the bus: the bytes, with the headers {@code upload} (the id that the operation gave) and {@code position}
 * (from 0). They are answered once they are stored. The analysis verticle takes them.
 */
public final class UploadSlices {
    /** The address. */
    public static final String ADDRESS = "analysis/upload-slices";

    private UploadSlices() {}
}
