package mcphub.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The way that a value took, as the message of a finding tells it: {@code … . From index.js:3 an argument → run.js:7 into a text}.
 *
 * @param says the message without it
 * @param steps from the source on; empty where the message tells of no way, or of one that cannot be read
 */
public record Trace(String says, List<Step> steps) {
    private static final String FROM = ". From ";
    private static final Pattern STEP = Pattern.compile("(.{1,500}?):(\\d{1,9}) (.+)");

    /** One place on the way. */
    public record Step(String file, int line, String what) {}

    public Trace {
        steps = List.copyOf(steps);
    }

    /** Reads a message. One that was cut ends with a step of which less is told; one that is no step ends the way. */
    public static Trace of(String message) {
        // what stands in front may be anybody's words, such as the name of a tool
        for (int at = message.lastIndexOf(FROM); at >= 0; at = message.lastIndexOf(FROM, at - 1)) {
            var steps = steps(message.substring(at + FROM.length()));
            if (!steps.isEmpty()) {
                return new Trace(message.substring(0, at), steps);
            }
        }
        return new Trace(message, List.of());
    }

    private static List<Step> steps(String way) {
        var steps = new ArrayList<Step>();
        for (String each : way.split(" → ", -1)) {
            var step = STEP.matcher(each);
            if (!step.matches()) {
                break;
            }
            steps.add(new Step(step.group(1), Integer.parseInt(step.group(2)), step.group(3)));
        }
        return steps;
    }
}
