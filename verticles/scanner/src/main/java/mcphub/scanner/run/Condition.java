package mcphub.scanner.run;

import java.util.regex.Pattern;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.Walk;
import org.jspecify.annotations.Nullable;

/** A question that was asked on the way to where a function is now, and those before it. */
final class Condition {
    private static final int MOST = 12;
    private final Ex test;
    private final @Nullable Condition before;
    /** What was found out about it; null before anybody asked. */
    private @Nullable Boolean isLike;

    Condition(Ex test, @Nullable Condition before) {
        this.test = test;
        this.before = before;
    }

    /** Whether one of the last of them has a name or a text that is like this. */
    static boolean isAsked(@Nullable Condition last, Pattern like, Budget budget) {
        int n = 0;
        for (Condition each = last; each != null && n < MOST; each = each.before) {
            n++;
            if (each.isLike == null) {
                each.isLike = names(each.test, like, budget);
            }
            if (each.isLike) {
                return true;
            }
        }
        return false;
    }

    /** Whether a name or a text in an expression is like this. */
    static boolean names(Ex of, Pattern like, Budget budget) {
        var found = new boolean[1];
        Walk.over(of, each -> {
            budget.spend();
            String name = switch (each) {
                case Ex.Name(int at, String plain) -> plain;
                case Ex.Member(int at, Ex inner, String property) -> property;
                case Ex.Lit(int at, Object value) when value instanceof String text -> text;
                default -> "";
            };
            found[0] |= name.length() < 100 && like.matcher(name).find();
        });
        return found[0];
    }
}
