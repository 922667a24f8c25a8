package mcphub.scanner.run;

import java.util.ArrayList;
import java.util.List;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.Fn;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** What functions are given, and what is known of it when they are left. */
final class Parameters {

    private final Engine engine;

    Parameters(Engine engine) {
        this.engine = engine;
    }

    static List<@Nullable Value> after(Fn fn, List<Value> arguments, Frame frame) {
        var params = new ArrayList<@Nullable Value>();
        for (int i = 0; i < Math.min(arguments.size(), fn.params().size()); i++) {
            Value now = fn.params().get(i) instanceof Ex.Name(int at, String name) ? frame.leaving.get(name) : null;
            Value was = arguments.get(i);
            boolean isBetter = now != null
                    && !now.equals(Frame.NOBODY)
                    && was.labels() != 0
                    && (now.labels() == 0 || ((now.safe() & was.safe()) == was.safe() && now.safe() != was.safe()));
            params.add(isBetter ? now : null);
        }
        return params;
    }

    void bindParameters(Fn fn, List<Value> arguments, Frame frame) {
        for (int i = 0; i < fn.params().size(); i++) {
            Ex param = fn.params().get(i);
            if (param instanceof Ex.Spread(int at, Ex of)) {
                Value rest = Value.UNKNOWN;
                for (Value each : arguments.subList(Math.min(i, arguments.size()), arguments.size())) {
                    rest = rest.or(each);
                }
                engine.assigns().bind(of, Statements.list(rest), null, frame);
            } else {
                engine.assigns().bind(param, i < arguments.size() ? arguments.get(i) : Value.UNKNOWN, null, frame);
            }
        }
    }
}
