package mcphub.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110, 14.1 and 14.2, over a file of a hundred bytes. */
final class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-9,0,9",
        "bytes=90-,90,99",
        "bytes=-5,95,99",
        "bytes=0-500,0,99",
        "bytes=-500,0,99",
        "bytes=99-99,99,99",
        "bytes=90-99999999999999999999,90,99",
        "BYTES=0-9,0,9"
    })
    void one_range_is_given(String header, long first, long last) {
        assertThat(ByteRange.of(header, 100)).contains(new ByteRange(first, last));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=9-3", "bytes=0-1,5-6", "bytes=-", "bytes=a-b", "lines=0-9", ""})
    void what_is_no_single_range_is_the_whole_file(String header) {
        assertThat(ByteRange.of(header, 100)).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=500-600", "bytes=-0", "bytes=99999999999999999999-"})
    void a_range_behind_the_end_is_refused(String header) {
        assertThatThrownBy(() -> ByteRange.of(header, 100)).isInstanceOf(ByteRange.Unsatisfiable.class);
    }
}
