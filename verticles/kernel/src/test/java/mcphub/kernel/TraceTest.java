package mcphub.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The way that a value took, read from the message of a finding. */
final class TraceTest {
    @Test
    void a_way_is_read_step_by_step() {
        var trace = Trace.of(
                "A shell runs it: a tool's argument, the tool 'run'. From src/a b.js:3 the argument input → index.js:12 into a text");
        assertThat(trace.says()).isEqualTo("A shell runs it: a tool's argument, the tool 'run'");
        assertThat(trace.steps())
                .containsExactly(
                        new Trace.Step("src/a b.js", 3, "the argument input"),
                        new Trace.Step("index.js", 12, "into a text"));
    }

    @Test
    void a_message_without_a_way_stays_as_it_is() {
        assertThat(Trace.of("Text is run as code.").steps()).isEmpty();
        assertThat(Trace.of("It comes. From nowhere that is known").says())
                .isEqualTo("It comes. From nowhere that is known");
    }

    @Test
    void a_way_that_was_cut_ends_with_its_last_whole_step() {
        assertThat(Trace.of("It runs. From a.js:1 an argument → b.js:2 a field → c.j")
                        .steps())
                .extracting(Trace.Step::line)
                .containsExactly(1, 2);
    }

    @Test
    void a_tool_whose_name_looks_like_a_way_is_none() {
        var trace = Trace.of("It runs, the tool 'x. From evil.js:9 nothing'. From a.js:1 an argument");
        assertThat(trace.steps()).containsExactly(new Trace.Step("a.js", 1, "an argument"));
        assertThat(trace.says()).isEqualTo("It runs, the tool 'x. From evil.js:9 nothing'");
    }
}
