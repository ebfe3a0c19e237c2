package dev.porter.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Porter as a process that cannot start: it says why in one sentence, and what to do.
class WrongStartTest {
    @TempDir private Path data;
    @RegisterExtension final Porters porters = new Porters();

    private PorterProcess start(String... settings) {
        return porters.start(data, settings);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "porter.nas.type=ftp | set it to folder or synology",
                "porter.data=/proc/porter | set porter.data to another folder",
                "spring.datasource.url=jdbc:h2:file:./porter | WRITE_DELAY=0;REUSE_SPACE=FALSE",
                "spring.datasource.url=jdbc:nonsense:porter | remove them to use the built-in one",
                "porter.nas.folder.quota=lots | set it to a size such as 50GB",
                "porter.web-chat.enabled=perhaps | set it to true or false",
                "server.port=http | set it to a number",
                "server.port=99999 | from 1 to 65535",
                "server.port=-1 | or 0 for any free one",
                "server.address=203.0.113.1 | leave it out to listen to this computer alone",
            })
    void a_wrong_setting_stops_the_start_with_one_sentence(String setting, String remedy) {
        var key = setting.substring(0, setting.indexOf('='));
        assertThat(start("--" + setting).refusal()).contains(key).contains(remedy);
    }

    @Test
    void a_port_in_use_stops_the_start_with_one_sentence() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(start("--server.port=" + other.getLocalPort()).refusal())
                    .contains("Another program uses port " + other.getLocalPort())
                    .contains("server.port");
        }
    }

    @Test
    void a_port_that_porter_may_not_use_stops_the_start_with_one_sentence() throws Exception {
        var first = Path.of("/proc/sys/net/ipv4/ip_unprivileged_port_start");
        assumeTrue(
                Files.exists(first) && Integer.parseInt(Files.readAllLines(first).getFirst()) > 80,
                "Here every port is for everybody.");
        var porter = porters.ends(PorterProcess.startWithoutRights(data, "--server.port=80"));
        assertThat(porter.refusal())
                .contains("Porter may not listen on port 80")
                .contains("set server.port to one from 1024 on");
    }
}
