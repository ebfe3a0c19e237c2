package dev.porter.gateway.synology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.porter.core.TestClock;
import dev.porter.gateway.synology.simulator.DsmSimulator;
import dev.porter.gateway.synology.simulator.Fault;
import dev.porter.gateway.synology.simulator.Profile;
import dev.porter.nas.NasAccounts.Creation;
import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import dev.porter.nas.NasFiles;
import dev.porter.nas.NasPath;
import dev.porter.nas.UserName;
import dev.porter.secret.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// A DSM that is restarted, and one whose packages are stopped and started.
@ParameterizedClass
@EnumSource(Profile.class)
class SynologyComingAndGoingTest {
    private static final NasPath HOME = NasPath.home(new UserName("alice"));
    private static final NasPath FILE = HOME.resolve("film.mp4");

    private static final String DOWNLOAD = "SYNO.FileStation.Download.download";

    /// Gives up soon.
    private static final DsmPace HASTY =
            new DsmPace(
                    Dsm.FAST.connect(),
                    Dsm.FAST.answer(),
                    Dsm.FAST.idle(),
                    Dsm.FAST.stored(),
                    Dsm.FAST.task(),
                    Dsm.FAST.lost(),
                    Dsm.FAST.unread(),
                    Dsm.FAST.farewell(),
                    Duration.ofMillis(1),
                    Dsm.FAST.calls(),
                    Dsm.FAST.uploads(),
                    Dsm.FAST.downloads());

    /// More than what lies between two ends of a connection.
    private static final byte[] CONTENT = new byte[24 << 20];

    static {
        new Random(1).nextBytes(CONTENT);
    }

    private final TestClock clock = new TestClock();
    private final Dsm dsm;

    SynologyComingAndGoingTest(Profile profile) {
        dsm = Dsm.start(profile, Map.of(), clock);
    }

    @BeforeEach
    void make_a_home() {
        files().createHome(HOME.home());
    }

    @AfterEach
    void stop() {
        dsm.close();
    }

    private NasFiles files() {
        return dsm.nas().files();
    }

    private void store() throws IOException {
        files().write(FILE, new ByteArrayInputStream(CONTENT), CONTENT.length);
    }

    // Restarts

    @Test
    void a_download_goes_on_after_a_restart() throws Exception {
        store();
        try (var in = files().open(FILE, 0)) {
            var first = in.readNBytes(1 << 20);
            dsm.simulator().goAway();
            var rest = new FutureTask<>(in::readAllBytes);
            try (var _ = door(20, dsm.simulator()::comeBack)) {
                Thread.ofVirtual().start(rest);
                assertThat(rest.get())
                        .isEqualTo(Arrays.copyOfRange(CONTENT, 1 << 20, CONTENT.length));
            }
            assertThat(first).isEqualTo(Arrays.copyOf(CONTENT, 1 << 20));
        }
    }

    @Test
    void a_download_that_breaks_often_and_gets_on_comes_to_its_end() throws IOException {
        store();
        for (int n = 0; n < 15; n++) {
            dsm.simulator().fault(DOWNLOAD, new Fault.Half());
        }
        try (var in = files().open(FILE, 0)) {
            assertThat(in.readAllBytes()).isEqualTo(CONTENT);
        }
    }

    @Test
    void a_download_from_a_dsm_that_stays_away_fails_as_reading_does() throws IOException {
        store();
        try (var nas = Dsm.connect(dsm.simulator(), Map.of(), HASTY, clock);
                var in = nas.files().open(FILE, 0)) {
            dsm.simulator().goAway();
            assertThatExceptionOfType(IOException.class).isThrownBy(in::readAllBytes);
        } finally {
            dsm.simulator().comeBack();
        }
    }

    @Test
    void what_dsm_refuses_in_the_middle_of_a_download_is_a_break() throws IOException {
        store();
        dsm.simulator().fault(DOWNLOAD, new Fault.Half(), new Fault.Code(105));
        try (var in = files().open(FILE, 0)) {
            assertThat(in.readAllBytes()).isEqualTo(CONTENT);
        }
    }

    @Test
    void a_file_that_was_replaced_in_a_break_is_not_read_on() throws IOException {
        store();
        dsm.simulator().fault(DOWNLOAD, new Fault.Half());
        try (var in = files().open(FILE, 0)) {
            assertThat(files().delete(FILE)).isTrue();
            files().write(FILE, new ByteArrayInputStream(CONTENT, 0, 7), 7);
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(in::readAllBytes)
                    .withMessageContaining("changed");
        }
    }

    @Test
    void a_dsm_that_hangs_up_in_the_handshake_is_away_and_no_eavesdropper() throws IOException {
        dsm.simulator().goAway();
        try (var door = door(Integer.MAX_VALUE, () -> {})) {
            assertThatExceptionOfType(NasException.class)
                    .isThrownBy(() -> files().stat(FILE))
                    .satisfies(e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(Kind.AWAY));
            assertThat(door.knocks).hasPositiveValue();
        } finally {
            dsm.simulator().comeBack();
        }
        assertThat(files().stat(HOME)).isPresent();
    }

    /// Somebody else may have been given the port for a moment.
    private Door door(int most, Runnable then) {
        return await().ignoreException(BindException.class)
                .until(() -> new Door(dsm.simulator().port(), most, then), Objects::nonNull);
    }

    /// What listens while DSM's web server is not there yet: it hangs up on everybody.
    private static final class Door implements AutoCloseable {
        private final AtomicInteger knocks = new AtomicInteger();
        private final int most;
        private final Runnable then;
        private final ServerSocket socket;
        private final Thread answering;

        /// @param then what follows at once when more than `most` have knocked
        private Door(int port, int most, Runnable then) throws IOException {
            this.most = most;
            this.then = then;
            socket = new ServerSocket(port, 50, InetAddress.ofLiteral("127.0.0.1"));
            answering = Thread.ofVirtual().start(this::answer);
        }

        private void answer() {
            while (!socket.isClosed()) {
                try (var _ = socket.accept()) {
                    if (knocks.incrementAndGet() > most) {
                        socket.close();
                    }
                } catch (IOException e) {
                    // It was closed.
                }
            }
            if (knocks.get() > most) {
                then.run();
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
            try {
                // The port is free when nobody waits at it any more.
                answering.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    // Packages

    @Test
    void a_package_that_is_started_later_is_found_without_a_restart() {
        if (dsm.simulator().profile() == Profile.GUIDE) {
            return;
        }
        dsm.simulator().stopPackage("SYNO.Foto.");
        try (var nas = Dsm.connect(dsm.simulator(), Map.of(), Dsm.FAST, clock)) {
            assertThat(nas.photos()).isEmpty();
            dsm.simulator().startPackages();
            clock.advance(Duration.ofMinutes(2));
            assertThat(nas.photos()).isPresent();
        }
    }

    @Test
    void a_dsm_that_was_upgraded_is_logged_in_to_in_its_new_way() {
        if (dsm.simulator().profile() != Profile.GUIDE) {
            return;
        }
        var accounts = dsm.nas().accounts().orElseThrow();
        assertThat(accounts.exists(new UserName("anna"))).isFalse();
        dsm.simulator().close();
        try (var upgraded = DsmSimulator.start(Profile.DSM721, dsm.simulator().port())) {
            assertThat(accounts.create(new UserName("anna"), new Secret("Blue-Door-77")))
                    .isEqualTo(Creation.DONE);
            assertThat(upgraded.hasUser("anna")).isTrue();
        }
    }

    @Test
    void an_api_that_was_missing_once_is_asked_for_again() {
        clock.hold();
        dsm.simulator().stopPackage("SYNO.FileStation.Search");
        try (var nas = Dsm.connect(dsm.simulator(), Map.of(), Dsm.FAST, clock)) {
            for (int n = 0; n < 10; n++) {
                assertThatExceptionOfType(NasException.class)
                        .isThrownBy(() -> nas.files().search(HOME, "film", 10))
                        .withMessageContaining("stopped or not installed");
            }
            assertThat(dsm.simulator().calls())
                    .filteredOn("SYNO.API.Info.query"::equals)
                    .hasSize(2);
            dsm.simulator().startPackages();
            clock.advance(Duration.ofMinutes(2));
            assertThat(nas.files().search(HOME, "film", 10)).isEmpty();
        }
    }
}
