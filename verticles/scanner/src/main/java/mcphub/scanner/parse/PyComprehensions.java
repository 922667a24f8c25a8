package mcphub.scanner.parse;

import java.util.List;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.Fn;
import mcphub.scanner.code.St;

/** Comprehensions of Python, as calls of {@code map} with a function. */
final class PyComprehensions {
    private PyComprehensions() {}

    /** The clauses from the one at {@code from}: each is a function that is called with what it goes over. */
    static Ex read(PyExpressions in, Syntax node, int from) {
        var named = node.named();
        var clauses = named.subList(1, named.size());
        if (from >= clauses.size() || !clauses.get(from).type.equals("for_in_clause")) {
            var body = named.getFirst();
            return body.type.equals("pair")
                    ? new Ex.Arr(body.start, List.of(in.ex(body.get("key")), in.ex(body.get("value"))))
                    : in.ex(body);
        }
        var clause = clauses.get(from);
        int next = from + 1;
        Ex test = null;
        while (next < clauses.size() && clauses.get(next).type.equals("if_clause")) {
            Ex also = in.first(clauses.get(next));
            test = test == null ? also : new Ex.Op(also.at(), "and", List.of(test, also));
            next++;
        }
        boolean isLast = next >= clauses.size();
        List<St> body = List.of(new St.Return(read(in, node, next)));
        if (test != null) {
            body = List.of(new St.If(test, body, List.of()));
        }
        var fn = new Fn(clause.start, null, List.of(in.ex(clause.get("left"))), body, List.of(), false, in.file);
        return new Ex.Call(
                node.start,
                new Ex.Member(clause.start, in.ex(clause.get("right")), isLast ? "map" : "flatMap"),
                List.of(new Ex.Lambda(clause.start, fn)),
                List.of(),
                false);
    }
}
