package mcphub.report;

import io.vertx.core.json.JsonArray;
import java.nio.channels.FileChannel;

/**
 * A finished file, that is not stored yet.
 *
 * @param areas of which areas it tells
 */
record Made(FileChannel file, String name, long size, String sha256, int pages, JsonArray areas) {}
