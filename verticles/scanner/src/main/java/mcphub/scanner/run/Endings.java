package mcphub.scanner.run;

import java.util.List;
import java.util.Set;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.St;
import mcphub.scanner.values.Value;

/** Calls from which nobody comes back. */
final class Endings {
    private static final Set<String> EXITS = Set.of("process.exit", "py:sys.exit", "py:exit", "py:quit", "py:os._exit");

    private final Engine engine;

    Endings(Engine engine) {
        this.engine = engine;
    }

    /** Whether an expression is a call from which nobody comes back. */
    boolean neverReturns(Ex expression, Frame frame) {
        if (!(expression instanceof Ex.Call call) || !isPlain(call.callee())) {
            return false;
        }
        Value callee = engine.eval(call.callee(), frame);
        return callee.refs().stream().anyMatch(EXITS::contains)
                || (!callee.closures().isEmpty()
                        && callee.boxes().isEmpty()
                        && callee.closures().stream().allMatch(each -> throwsAlways(each.fn())));
    }

    private static boolean isPlain(Ex callee) {
        return callee instanceof Ex.Name
                || (callee instanceof Ex.Member(int at, Ex of, String name) && of instanceof Ex.Name);
    }

    private static boolean throwsAlways(mcphub.scanner.code.Fn fn) {
        return !fn.body().isEmpty()
                && fn.body().getLast() instanceof mcphub.scanner.code.St.Throw
                && fn.body().stream()
                        .noneMatch(each -> each instanceof mcphub.scanner.code.St.If
                                || each instanceof mcphub.scanner.code.St.Return);
    }

    /** Whether a way of a switch may be left for what stands behind it. */
    static boolean holdsJump(List<St> body) {
        return body.stream().anyMatch(each -> switch (each) {
            case St.Jump() -> true;
            case St.Block(var inner) -> holdsJump(inner);
            case St.If(Ex test, var yes, var no) -> holdsJump(yes) || holdsJump(no);
            case St.Try(var inner, var caught, var handler, var after) -> holdsJump(inner) || holdsJump(handler);
            default -> false;
        });
    }
}
