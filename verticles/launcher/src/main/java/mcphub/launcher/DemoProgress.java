package mcphub.launcher;

import java.io.Console;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mcphub.kernel.Standing;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how far the demo is: a bar on a terminal, and elsewhere, or besides, a plain line for each MCP that is through. */
final class DemoProgress implements AutoCloseable {
    private static final int UPDATE_MS = 200;

    private final int total;
    private final @Nullable ProgressBar bar;
    private final PrintWriter out;
    private final Set<String> through = new HashSet<>();

    private DemoProgress(int total, @Nullable ProgressBar bar, PrintWriter out) {
        this.total = total;
        this.out = out;
        this.bar = bar;
    }

    static DemoProgress of(int total, PrintWriter out) {
        boolean terminal =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        return new DemoProgress(
                total,
                terminal
                        ? new ProgressBarBuilder()
                                .setTaskName("analysing")
                                .setInitialMax(total)
                                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                                .setUpdateIntervalMillis(UPDATE_MS)
                                .build()
                        : null,
                out);
    }

    void show(List<DemoWatch.Row> rows) {
        for (var row : rows) {
            if (row.isSettled() && through.add(row.id()) && bar == null) {
                out.printf("[%2d/%d] %s%n", through.size(), total, sentence(row));
            }
        }
        if (bar != null) {
            bar.stepTo(through.size());
            rows.stream()
                    .filter(row -> !row.isSettled() && row.status() != null)
                    .findFirst()
                    .ifPresent(row -> bar.setExtraMessage(" " + row.name() + " " + row.status()));
        }
    }

    void note(String text) {
        if (bar != null) {
            bar.close();
        }
        out.println(text);
    }

    private static String sentence(DemoWatch.Row row) {
        if (row.score() != null) {
            return row.name() + " " + row.version() + ": "
                    + Standing.status(String.valueOf(row.status()), row.grade(), row.level()) + ", score " + row.score()
                    + ", grade " + row.grade();
        }
        String why = row.reason() == null ? row.error() : row.reason();
        return row.name() + ": " + (row.status() == null ? "not found" : row.status())
                + (why == null ? "" : ", " + why);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
