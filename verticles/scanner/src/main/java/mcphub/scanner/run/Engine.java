package mcphub.scanner.run;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.Fn;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Closure;
import mcphub.scanner.values.Scope;
import mcphub.scanner.values.Step;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** Runs a program on what is known of its values, instead of on values: everything that runs it knows each other here. */
public final class Engine {
    private final Budget budget = new Budget(4_000_000);
    private final Statements statements = new Statements(this);
    private final Expressions expressions = new Expressions(this);
    private final Assigns assigns = new Assigns(this);
    private final Guards guards = new Guards(this);
    private final Alternatives alternatives = new Alternatives(this);
    private final Parameters parameters = new Parameters(this);
    private final Predicates predicates = new Predicates(this);
    private final Refinements refinements = new Refinements(this);
    private final Containment containment = new Containment(this);
    private final Privates privates = new Privates(this);
    private final Members members;
    private final Calls calls;
    private final Modules modules;
    private final Classes classes = new Classes(this);
    private final Telling telling = new Telling();
    private final Marks marks;
    private final Intents intents;
    private final ToolUse toolUse;
    private final Privileges privileges;
    private final Sinks sinks;
    private final Functions functions = new Functions(this);
    private final Visits visits = new Visits();
    private @Nullable String tool;

    public Engine(Models models, Program program) {
        models.forget();
        this.members = new Members(this, models);
        this.modules = new Modules(this, program);
        this.marks = new Marks(this, models);
        this.sinks = new Sinks(this, models);
        this.intents = new Intents(this, models, models.intentions());
        this.toolUse = new ToolUse(this, models.tools());
        this.privileges = new Privileges(this, models.tools());
        this.calls = new Calls(this, models);
    }

    Budget budget() {
        return budget;
    }

    Statements statements() {
        return statements;
    }

    Assigns assigns() {
        return assigns;
    }

    Guards guards() {
        return guards;
    }

    Alternatives alternatives() {
        return alternatives;
    }

    Predicates predicates() {
        return predicates;
    }

    Refinements refinements() {
        return refinements;
    }

    Containment containment() {
        return containment;
    }

    Privates privates() {
        return privates;
    }

    Members members() {
        return members;
    }

    Expressions expressions() {
        return expressions;
    }

    Calls calls() {
        return calls;
    }

    Modules modules() {
        return modules;
    }

    Classes classes() {
        return classes;
    }

    Marks marks() {
        return marks;
    }

    Intents intents() {
        return intents;
    }

    ToolUse toolUse() {
        return toolUse;
    }

    Privileges privileges() {
        return privileges;
    }

    Sinks sinks() {
        return sinks;
    }

    @Nullable
    String tool() {
        return tool;
    }

    /** What it tells about its tools. */
    public List<Flaw> told() {
        return telling.all();
    }

    /** What of the world it uses: files, process, network, environment, database, code. */
    public SortedSet<String> uses() {
        return sinks.uses.all();
    }

    Telling telling() {
        return telling;
    }

    /** Runs all of it; gives what was found. */
    public List<Flaw> run() {
        try {
            modules.runAll();
            functions.runWaiting();
            // what one tool leaves in an object another one finds there
            if (visits.isLeft()) {
                functions.forget();
                visits.again(this);
            }
        } catch (Budget.Spent | StackOverflowError spent) {
            sinks.unfinished();
            return sinks.found();
        }
        classes.construct(functions::runWaiting);
        return sinks.found();
    }

    Visits visits() {
        return visits;
    }

    /** What all variables of a function are; to remember that is work, too. */
    Map<Scope, Map<String, Value>> kept(Frame frame) {
        var kept = frame.scope.kept();
        budget.spend(kept.values().stream().mapToInt(Map::size).sum() / 4);
        return kept;
    }

    Parameters parameters() {
        return parameters;
    }

    List<Value> placed(Fn fn, List<Value> arguments, @Nullable Box named) {
        return parameters.placed(fn, arguments, named);
    }

    Value eval(Ex expression, Frame frame) {
        budget.spend();
        return expressions.eval(expression, frame);
    }

    /** Remembers a function, which may be called by somebody outside. */
    Value closure(Closure made) {
        return functions.remembered(made);
    }

    /** What is run here is of the tool of this name, where it is known; null where it is not. */
    <T> T within(@Nullable String name, java.util.function.Supplier<T> run) {
        String before = tool;
        tool = name == null ? before : name;
        try {
            return run.get();
        } finally {
            tool = before;
        }
    }

    /** Calls it as a tool of this name. */
    void handle(Closure closure, @Nullable String name, List<Value> arguments) {
        visits.add(closure, name, arguments);
        sinks.disclosures.handles(closure.fn());
        String before = tool;
        Fn outer = toolUse.begins(closure.fn(), arguments);
        tool = name;
        call(closure, arguments, null);
        tool = before;
        toolUse.ends(outer);
    }

    /** What it gives; its effects are done. */
    Value call(Closure closure, List<Value> arguments, @Nullable Value self) {
        return result(closure, arguments, self).value();
    }

    Result result(Closure closure, List<Value> arguments, @Nullable Value self) {
        return functions.result(closure, arguments, self);
    }

    /** What a list or map holds, as one value. */
    Value elements(Value list) {
        return Collections.elements(list);
    }

    /** Somebody's value that comes in here. */
    static Value from(int label, String file, int at, String what) {
        return Value.foreign(label, new Step(file, at, what, null));
    }
}
