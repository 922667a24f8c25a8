package mcphub.scanner.code;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Goes over all expressions of a piece of code, those within others too; functions within are part of it. */
public final class Walk {
    private final Consumer<Ex> look;
    /** Classes to go into, and what stands above functions; null where neither is gone into. */
    private final @Nullable Predicate<Cls> classes;

    private Walk(Consumer<Ex> look, @Nullable Predicate<Cls> classes) {
        this.look = look;
        this.classes = classes;
    }

    /** Looks at each. */
    public static void over(List<St> statements, Consumer<Ex> look) {
        new Walk(look, null).statements(statements);
    }

    /** Looks at each. */
    public static void over(Ex expression, Consumer<Ex> look) {
        new Walk(look, null).one(expression);
    }

    /** Looks at each, those in classes and above functions too. */
    public static void everywhere(List<St> statements, Predicate<Cls> into, Consumer<Ex> look) {
        new Walk(look, into).statements(statements);
    }

    private void cls(Cls cls) {
        if (classes != null && classes.test(cls)) {
            all(cls.fields());
            cls.methods().values().forEach(this::fn);
        }
    }

    private void fn(Fn fn) {
        if (classes != null) {
            all(fn.marks());
        }
        statements(fn.body());
    }

    /** Whether an error is thrown in it, functions within aside. */
    public static boolean mayThrow(List<St> statements) {
        return statements.stream().anyMatch(each -> switch (each) {
            case St.Throw thrown -> true;
            case St.If(Ex test, var yes, var no) -> mayThrow(yes) || mayThrow(no);
            case St.Loop(Ex of, Ex over, Ex test, var body) -> mayThrow(body);
            case St.Try(var body, var caught, var handler, var after) ->
                mayThrow(body) || mayThrow(handler) || mayThrow(after);
            case St.Switch(Ex on, var cases) -> cases.stream().anyMatch(c -> mayThrow(c.body()));
            case St.Block(var body) -> mayThrow(body);
            default -> false;
        });
    }

    private void statements(List<St> all) {
        all.forEach(this::statement);
    }

    private void statement(St statement) {
        switch (statement) {
            case St.Do(Ex value) -> one(value);
            case St.Let(Ex target, Ex value) -> {
                one(target);
                one(value);
            }
            case St.If(Ex test, var yes, var no) -> {
                one(test);
                statements(yes);
                statements(no);
            }
            case St.Return(Ex value) -> one(value);
            case St.Throw(Ex value) -> one(value);
            case St.Loop(Ex each, Ex over, Ex test, var body) -> {
                one(over);
                one(test);
                statements(body);
            }
            case St.Try(var body, var caught, var handler, var after) -> {
                statements(body);
                statements(handler);
                statements(after);
            }
            case St.Switch(Ex on, var cases) -> {
                one(on);
                cases.forEach(each -> {
                    one(each.test());
                    statements(each.body());
                });
            }
            case St.Block(var body) -> statements(body);
            case St.Declared(var fn) -> fn(fn);
            case St.Export(String name, Ex value) -> one(value);
            case St.Jump jump -> {}
            case St.Type(var cls) -> cls(cls);
            case St.Import imported -> {}
            case St.ReExport again -> {}
        }
    }

    private void all(List<Ex> expressions) {
        expressions.forEach(this::one);
    }

    private void one(@Nullable Ex expression) {
        if (expression == null) {
            return;
        }
        look.accept(expression);
        switch (expression) {
            case Ex.Member(int at, Ex of, String name) -> one(of);
            case Ex.Index(int at, Ex of, Ex key) -> all(List.of(of, key));
            case Ex.Call(int at, Ex callee, var args, var named, boolean isNew) -> {
                one(callee);
                all(args);
                named.forEach(each -> one(each.value()));
            }
            case Ex.Lambda(int at, var fn) -> statements(fn.body());
            case Ex.Obj(int at, var props) ->
                props.forEach(each -> {
                    one(each.computed());
                    one(each.value());
                });
            case Ex.Arr(int at, var items) -> all(items);
            case Ex.Concat(int at, var parts) -> all(parts);
            case Ex.Tagged(int at, Ex tag, var parts) -> all(parts);
            case Ex.Op(int at, String op, var of) -> all(of);
            case Ex.Cond(int at, Ex test, Ex yes, Ex no) -> all(List.of(test, yes, no));
            case Ex.Assign(int at, Ex target, String op, Ex value) -> all(List.of(target, value));
            case Ex.Spread(int at, Ex of) -> one(of);
            case Ex.Many(int at, var of) -> all(of);
            case Ex.Lit lit -> {}
            case Ex.Regex regex -> {}
            case Ex.Name name -> {}
            case Ex.ClassOf(int at, var cls) -> cls(cls);
        }
    }
}
