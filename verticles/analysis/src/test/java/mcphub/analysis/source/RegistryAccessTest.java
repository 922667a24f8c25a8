package mcphub.analysis.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What an organization names as a registry is not asked where this hub may not connect. */
class RegistryAccessTest extends RegistryCase {
    @Test
    void anAddressThatIsNotAllowedIsNotConnectedTo() {
        stub.on("/tool/latest", RegistryStub.text(200, "{}"));
        var seen = new ArrayList<InetAddress>();
        Predicate<InetAddress> nobody = address -> {
            seen.add(address);
            return false;
        };
        try (var guarded = new NpmRegistry(RegistrySettings.of(stub.base()), new RegistryAccess("secret", nobody))) {
            assertThatThrownBy(() -> guarded.resolve("tool", ""))
                    .isInstanceOf(SourceRejected.class)
                    .hasMessageContaining("does not connect to")
                    .message()
                    .doesNotContain("secret");
        }
        assertThat(seen).isEqualTo(List.of(InetAddress.getLoopbackAddress()));
    }
}
