package mcphub.report.document;

import io.vertx.core.json.JsonObject;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import mcphub.kernel.Standing;
import mcphub.report.layout.Pen;
import mcphub.report.layout.Sheet;
import mcphub.report.layout.Style;
import org.jspecify.annotations.Nullable;

/** Drawings of scores. Every bar carries its number, so that none depends on colour. */
final class Charts {
    private static final float BAR = 9;
    private static final int FULL = 100;

    private Charts() {}

    /** A bar: its name, and 0 to 100 or null for what was not judged. */
    record Bar(String name, @Nullable Integer score) {}

    /** What the colour of a grade is; they differ in lightness too. */
    static Color ofGrade(String grade) {
        return switch (grade) {
            case "A" -> new Color(0x0F, 0x5C, 0x38);
            case "B" -> new Color(0x2E, 0x6F, 0x40);
            case "C" -> new Color(0x8A, 0x5A, 0x00);
            case "D" -> new Color(0xA8, 0x46, 0x14);
            default -> new Color(0x9B, 0x1C, 0x1C);
        };
    }

    /** The score in a ring, with grade and level beside it. */
    static void seal(Sheet sheet, JsonObject snapshot) {
        int score = snapshot.getInteger("global_score");
        String grade = snapshot.getString("grade");
        String standing = Words.standing(snapshot);
        String coverage = Standing.coverage(snapshot.getJsonObject("coverage"));
        Color color = ofGrade(grade);
        sheet.figure(
                "Global score " + score + " of 100, grade " + grade + ". " + standing + ". " + coverage, 130, pen -> {
                    pen.arc(Style.RULE, 10, 62, 64, 52, 1);
                    pen.arc(color, 10, 62, 64, 52, score / (double) FULL);
                    pen.centred(Integer.toString(score), Style.STRONG.at(34).in(color), 62, 74);
                    pen.centred("of 100", Style.NOTE, 62, 90);
                    pen.text("Grade " + grade, Style.STRONG.at(24).in(color), 150, 58);
                    pen.text(standing, Style.BODY.at(13), 150, 82);
                    pen.text(coverage, Style.NOTE.at(9.5f), 150, 102);
                });
    }

    /** Bars below each other. */
    static void bars(Sheet sheet, List<Bar> bars) {
        String words = bars.stream()
                .map(bar -> bar.name() + " " + Words.score(bar.score()))
                .collect(Collectors.joining(", "));
        sheet.figure("Bars from 0 to 100: " + words, bars.size() * 19f + 6, pen -> {
            float y = 4;
            for (Bar bar : bars) {
                bar(pen, bar, y);
                y += 19;
            }
        });
    }

    private static void bar(Pen pen, Bar bar, float y) {
        float from = 130;
        float most = pen.width() - from - 70;
        pen.text(bar.name(), Style.SMALL.at(9), 0, y + BAR - 1);
        pen.fill(Style.RULE, from, y, most, BAR);
        Integer score = bar.score();
        if (score != null) {
            pen.fill(Style.ACCENT, from, y, most * score / FULL, BAR);
        }
        pen.ending(Words.score(score), Style.SMALL_STRONG.at(9), pen.width(), y + BAR - 1);
    }

    /** Global scores one after the other, with the last one marked. */
    static void history(Sheet sheet, List<JsonObject> snapshots) {
        String words = snapshots.stream()
                .map(past -> past.getString("version") + ": " + past.getInteger("global_score"))
                .collect(Collectors.joining(", "));
        var scores = new ArrayList<Integer>();
        snapshots.forEach(past -> scores.add(past.getInteger("global_score")));
        sheet.figure("Global score over versions: " + words, 150, pen -> line(pen, scores, 118));
    }

    private static void line(Pen pen, List<Integer> scores, float high) {
        float from = 24;
        float wide = pen.width() - from - 16;
        for (int mark : new int[] {0, 60, 70, 80, 90, 100}) {
            float y = 14 + high - high * mark / FULL;
            pen.line(Style.RULE, 0.4f, from, y, from + wide, y);
            pen.ending(Integer.toString(mark), Style.NOTE.at(7), from - 5, y + 2.5f);
        }
        float step = scores.size() == 1 ? 0 : (wide - 20) / (scores.size() - 1);
        for (int i = 0; i < scores.size(); i++) {
            float x = scores.size() == 1 ? from + wide / 2 : from + 10 + i * step;
            float y = 14 + high - high * scores.get(i) / FULL;
            if (i > 0) {
                pen.line(Style.ACCENT, 1.4f, x - step, 14 + high - high * scores.get(i - 1) / FULL, x, y);
            }
            pen.dot(Style.ACCENT, x, y, i == scores.size() - 1 ? 3.6f : 2.2f);
            if (scores.size() <= 16 || i == scores.size() - 1) {
                pen.centred(scores.get(i).toString(), Style.SMALL_STRONG.at(7), x, y - 6);
            }
        }
    }

    /** Two numbers a week, as bars on each other: what passed is dark, what failed is light with a dark edge. */
    static void weeks(Sheet sheet, List<JsonObject> weeks) {
        String words = weeks.stream()
                .map(week -> "week of " + week.getString("week") + ": " + week.getInteger("passed") + " passed, "
                        + week.getInteger("failed") + " failed")
                .collect(Collectors.joining("; "));
        int most = weeks.stream()
                .mapToInt(week -> week.getInteger("passed") + week.getInteger("failed"))
                .max()
                .orElse(1);
        sheet.figure("Evaluations a week. " + words, 140, pen -> {
            float slot = Math.min(60, pen.width() / weeks.size());
            float unit = 92f / most;
            for (int i = 0; i < weeks.size(); i++) {
                int passed = weeks.get(i).getInteger("passed");
                int failed = weeks.get(i).getInteger("failed");
                float x = i * slot + 4;
                float wide = slot - 10;
                pen.fill(Style.ACCENT, x, 112 - passed * unit, wide, passed * unit);
                pen.fill(Style.MUTED, x, 112 - (passed + failed) * unit, wide, failed * unit);
                pen.fill(
                        Style.SHADE,
                        x + 0.7f,
                        112 - (passed + failed) * unit + 0.7f,
                        wide - 1.4f,
                        Math.max(0, failed * unit - 1.4f));
                pen.centred(
                        passed + " / " + failed,
                        Style.SMALL_STRONG.at(6.5f),
                        x + wide / 2,
                        108 - (passed + failed) * unit);
                pen.centred(weeks.get(i).getString("week").substring(5), Style.NOTE.at(6.5f), x + wide / 2, 122);
            }
        });
        sheet.paragraph("Dark: passed. Light: failed. Above each bar: passed / failed.", Style.NOTE);
    }
}
