package dev.porter.gateway.synology;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.Test;

class DsmSimulatorAloneTest {
    @Test
    void it_starts_with_nothing_but_a_jdk_and_says_what_porter_needs() throws Exception {
        var dsm = TransfersByHand.simulator();
        try (var said = dsm.inputReader()) {
            var settings = TransfersByHand.settings(said);
            assertThat(settings).containsKeys("certificate", "username", "password");
            var address = URI.create(settings.get("url"));
            try (var call = new Socket(address.getHost(), address.getPort())) {
                assertThat(call.isConnected()).isTrue();
            }
        } finally {
            dsm.destroy();
            dsm.waitFor();
        }
    }
}
