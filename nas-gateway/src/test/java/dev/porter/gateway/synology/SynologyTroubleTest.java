package dev.porter.gateway.synology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.porter.core.TestClock;
import dev.porter.core.TestPatience;
import dev.porter.gateway.synology.simulator.DsmSimulator;
import dev.porter.gateway.synology.simulator.Fault;
import dev.porter.gateway.synology.simulator.Profile;
import dev.porter.gateway.synology.simulator.Witness;
import dev.porter.language.Language;
import dev.porter.nas.Fingerprint;
import dev.porter.nas.GeneratedStream;
import dev.porter.nas.InMemoryNas;
import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import dev.porter.nas.NasFiles;
import dev.porter.nas.NasPath;
import dev.porter.nas.UserName;
import dev.porter.secret.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Everything that DSM, and what is between it and Porter, can do wrong.
@ParameterizedClass
@EnumSource(Profile.class)
class SynologyTroubleTest {
    private static final UserName ALICE = new UserName("alice");
    private static final byte[] CONTENT = random(300_000);
    private static final Fingerprint FINGERPRINT = InMemoryNas.fingerprint(CONTENT);
    private static final String LOG_IN = "SYNO.API.Auth.login";
    private static final String LOOK = "SYNO.FileStation.List.getinfo";
    private static final String UPLOAD = "SYNO.FileStation.Upload.upload";

    @TempDir Path folder;
    private final Dsm dsm;

    SynologyTroubleTest(Profile profile) {
        dsm = Dsm.start(profile);
    }

    @BeforeEach
    void make_a_home() {
        files().createHome(ALICE);
    }

    @AfterEach
    void stop() {
        dsm.close();
    }

    private DsmSimulator dsm() {
        return dsm.simulator();
    }

    private NasFiles files() {
        return dsm.nas().files();
    }

    private SynologyNas another(Map<String, String> more) {
        return Dsm.connect(dsm(), more, Dsm.FAST, Clock.systemUTC());
    }

    private static DsmPace pace(Duration task, Duration farewell) {
        return new DsmPace(
                Dsm.FAST.connect(),
                Dsm.FAST.answer(),
                Dsm.FAST.idle(),
                Dsm.FAST.stored(),
                task,
                Dsm.FAST.lost(),
                Dsm.FAST.unread(),
                farewell,
                Dsm.FAST.pause(),
                Dsm.FAST.calls(),
                Dsm.FAST.uploads(),
                Dsm.FAST.downloads());
    }

    private static NasPath path(String path) {
        return new NasPath(ALICE, path);
    }

    private static byte[] random(int count) {
        var bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    private void write(String path) throws IOException {
        files().write(path(path), new ByteArrayInputStream(CONTENT), CONTENT.length);
    }

    private long called(String method) {
        return dsm().calls().stream().filter(method::equals).count();
    }

    private static void refused(Kind kind, ThrowingCallable call) {
        assertThatExceptionOfType(NasException.class)
                .isThrownBy(call)
                .satisfies(
                        e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind),
                        e ->
                                assertThat(e.getMessage())
                                        .doesNotContain(
                                                DsmSimulator.SERVICE_PASSWORD,
                                                DsmSimulator.ADMINISTRATOR_PASSWORD,
                                                "sid="));
    }

    // Answers that are none

    @ParameterizedTest
    @CsvSource({
        "200, text/html, <html><form>Log in</form></html>, BROKEN",
        "200, application/json, '{\"data\":{\"files\":[', BROKEN",
        "200, application/json, '[]', BROKEN",
        "200, application/json, '', BROKEN",
        "200, application/json, '{\"success\":false}', BROKEN",
        "200, application/json, '{\"success\":true}', BROKEN",
        "200, application/json, '{\"success\":true,\"data\":{\"files\":[]}}', BROKEN",
        "200, application/json, '{\"success\":true,\"data\":{\"files\":[{\"isdir\":false}]}}', BROKEN",
        "200, application/json, '{\"success\":false,\"error\":{\"code\":9999}}', BROKEN",
        "200, application/json, '{\"success\":false,\"error\":{\"code\":\"407\"}}', NOT_PERMITTED",
        "200, application/json, '{\"success\":false,\"error\":{\"code\":100,\"errors\":{}}}', BROKEN",
        "200, application/json, '{\"success\":false,\"error\":{\"code\":105}}', NOT_PERMITTED",
        "403, text/html, <html></html>, BROKEN",
        "404, text/html, <html></html>, BROKEN"
    })
    void an_answer_that_is_none_is_told_apart(int status, String type, String body, Kind kind) {
        dsm().fault(LOOK, new Fault.Body(status, type, body));
        refused(kind, () -> files().stat(path("a")));
        assertThat(files().stat(path("a"))).isEmpty();
        assertThat(called(LOG_IN)).isEqualTo(1);
    }

    @Test
    void what_only_looks_is_repeated_until_there_is_an_answer() {
        dsm().fault(
                        LOOK,
                        new Fault.Body(502, "text/html", "<html>Bad Gateway</html>"),
                        new Fault.Half());
        assertThat(files().stat(NasPath.home(ALICE))).isPresent();
        dsm().fault(LOOK, new Fault.Code(402), new Fault.Code(111));
        assertThat(files().stat(NasPath.home(ALICE))).isPresent();
    }

    @Test
    void a_dsm_that_stays_busy_is_away() {
        dsm().fault(LOOK, new Fault.Code(109), new Fault.Code(117), new Fault.Code(118));
        refused(Kind.AWAY, () -> files().stat(path("a")));
        var gone = new Fault.Silence(false);
        dsm().fault(LOOK, gone, gone, gone, gone, gone, gone);
        refused(Kind.AWAY, () -> files().stat(path("a")));
    }

    @Test
    void a_redirect_is_not_followed() {
        try (var elsewhere = DsmSimulator.start(dsm().profile())) {
            var target = elsewhere.address() + "/webapi/entry.cgi?_sid=secret";
            dsm().fault(LOOK, new Fault.Redirect(target.replace("https", "http")));
            assertThatExceptionOfType(NasException.class)
                    .isThrownBy(() -> files().stat(path("a")))
                    .withMessageContaining("porter.nas.synology.url")
                    .withMessageContaining("http://127.0.0.1:" + elsewhere.port())
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.BROKEN));
            assertThat(elsewhere.addresses()).isEmpty();
        }
    }

    @Test
    void what_changes_something_is_not_repeated_but_looked_up() throws IOException {
        dsm().fault("SYNO.FileStation.CreateFolder.create", new Fault.Silence(true));
        files().createFolder(path("made"));
        assertThat(files().stat(path("made"))).isPresent();
        write("a");
        dsm().fault("SYNO.FileStation.Rename.rename", new Fault.Silence(true));
        assertThat(files().move(path("a"), path("b"))).isTrue();
        dsm().fault("SYNO.FileStation.Rename.rename", new Fault.Silence(false));
        refused(Kind.AWAY, () -> files().move(path("b"), path("c")));
        assertThat(files().stat(path("b"))).isPresent();
        dsm().fault("SYNO.FileStation.CopyMove.start", new Fault.Silence(true));
        assertThat(files().move(path("b"), path("made/b"))).isTrue();
        assertThat(called("SYNO.FileStation.CreateFolder.create")).isEqualTo(2);
        assertThat(called("SYNO.FileStation.CopyMove.start")).isEqualTo(1);
    }

    // Certificates

    @Test
    void a_certificate_that_is_not_pinned_gets_no_password() {
        try (var nas = another(Map.of("certificate", ""))) {
            refused(Kind.BROKEN, () -> nas.files().stat(path("a")));
            assertThat(nas.health().words()).contains("porter.nas.synology.certificate");
        }
        try (var nas = another(Map.of("certificate", "ab".repeat(32)))) {
            refused(Kind.BROKEN, () -> nas.files().stat(path("a")));
        }
        assertThat(dsm().logIns()).isEqualTo(1);
    }

    @Test
    void a_certificate_is_pinned_by_a_file_or_by_one_of_several_values() throws IOException {
        var pem = Files.writeString(folder.resolve("dsm.pem"), dsm().pem());
        var colons = dsm().certificate().toUpperCase(Locale.ROOT).replaceAll("(..)(?!$)", "$1:");
        for (var certificate : List.of(pem.toString(), colons, "ab".repeat(32) + ", " + colons)) {
            try (var nas = another(Map.of("certificate", certificate))) {
                assertThat(nas.files().stat(NasPath.home(ALICE))).isPresent();
            }
        }
    }

    @Test
    void a_certificate_that_changed_is_an_alarm() {
        var port = dsm().port();
        dsm().close();
        try (var other = DsmSimulator.startWithOtherCertificate(dsm().profile(), port)) {
            refused(Kind.BROKEN, () -> files().stat(path("a")));
            assertThat(other.logIns()).isZero();
        }
    }

    // Sessions

    @ParameterizedTest
    @ValueSource(ints = {106, 107, 119, 150})
    void a_session_that_ended_is_renewed_once_by_one_thread(int code) throws Exception {
        dsm().expireSessions(code);
        var before = dsm().logIns();
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = new ArrayList<java.util.concurrent.Future<Boolean>>();
            for (int n = 0; n < 20; n++) {
                Callable<Boolean> task =
                        () -> {
                            start.await();
                            return files().stat(NasPath.home(ALICE)).isPresent();
                        };
                tasks.add(threads.submit(task));
            }
            start.countDown();
            for (var task : tasks) {
                assertThat(task.get()).isTrue();
            }
        }
        assertThat(dsm().logIns()).isEqualTo(before + 1);
    }

    @Test
    void a_session_that_ends_again_at_once_is_not_renewed_for_ever() {
        dsm().fault(LOOK, new Fault.Code(119), new Fault.Code(119));
        refused(Kind.NOT_SIGNED_IN, () -> files().stat(path("a")));
        assertThat(dsm().logIns()).isEqualTo(2);
    }

    @Test
    void a_session_that_ends_while_a_file_is_read_or_written_is_renewed() throws IOException {
        write("a");
        dsm().fault("SYNO.FileStation.Download.download", new Fault.Code(119));
        try (var in = files().open(path("a"), 0)) {
            assertThat(in.readAllBytes()).isEqualTo(CONTENT);
        }
        dsm().fault(UPLOAD, new Fault.Code(119));
        refused(Kind.AWAY, () -> write("b"));
        write("b");
        assertThat(files().matches(path("b"), FINGERPRINT)).isTrue();
    }

    @Test
    void a_wrong_password_is_tried_once() {
        try (var nas = another(Map.of("password", "Wrong-Pass-1"))) {
            var before = dsm().logIns();
            for (int n = 0; n < 20; n++) {
                refused(Kind.NOT_SIGNED_IN, () -> nas.files().stat(path("a")));
            }
            assertThat(dsm().logIns()).isEqualTo(before + 1);
            assertThat(nas.health().ready()).isFalse();
            assertThat(nas.health().words())
                    .contains("porter.nas.synology.password")
                    .doesNotContain("Wrong-Pass-1");
        }
    }

    @Test
    void a_refusal_of_a_log_in_that_nobody_knows_is_not_asked_for_again_and_again() {
        var clock = new TestClock();
        for (int code : new int[] {405, 499, 9999}) {
            dsm().refuseLogIn(DsmSimulator.SERVICE, code);
            try (var nas = Dsm.connect(dsm(), Map.of(), Dsm.FAST, clock)) {
                var before = dsm().logIns();
                for (int n = 0; n < 5; n++) {
                    assertThatExceptionOfType(NasException.class)
                            .isThrownBy(() -> nas.files().stat(path("a")))
                            .withMessageContaining("code " + code);
                }
                assertThat(dsm().logIns()).isEqualTo(before + 1);
            }
        }
        dsm().refuseLogIn(DsmSimulator.SERVICE, 9999);
        try (var nas = Dsm.connect(dsm(), Map.of(), Dsm.FAST, clock)) {
            refused(Kind.BROKEN, () -> nas.files().stat(path("a")));
            dsm().refuseLogIn(DsmSimulator.SERVICE, 0);
            refused(Kind.BROKEN, () -> nas.files().stat(path("a")));
            clock.advance(Duration.ofMinutes(16));
            assertThat(nas.files().stat(NasPath.home(ALICE))).isPresent();
        }
    }

    @Test
    void a_log_in_that_a_starting_dsm_refuses_is_tried_again_soon() {
        var clock = new TestClock();
        try (var nas = Dsm.connect(dsm(), Map.of(), Dsm.FAST, clock)) {
            dsm().fault(LOG_IN, new Fault.Code(100));
            refused(Kind.BROKEN, () -> nas.files().stat(path("a")));
            clock.advance(Duration.ofMinutes(2));
            assertThat(nas.files().stat(NasPath.home(ALICE))).isPresent();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401, Enable it",
        "402, Application Privileges",
        "403, device-id",
        "405, porter.nas.synology.url",
        "406, two-step",
        "410, password",
        "411, Unlock"
    })
    void why_the_service_account_is_not_let_in_is_said(int code, String remedy) {
        dsm().refuseLogIn(DsmSimulator.SERVICE, code);
        try (var nas = another(Map.of())) {
            refused(Kind.NOT_SIGNED_IN, () -> nas.files().stat(path("a")));
            assertThat(nas.health().words()).contains(remedy);
        }
    }

    @Test
    void why_the_service_account_is_not_let_in_is_read_in_the_readers_language_afterwards() {
        dsm().refuseLogIn(DsmSimulator.SERVICE, 411);
        try (var nas = another(Map.of())) {
            var health = nas.health();
            var alarm = Language.GERMAN.speak(nas::alarm).orElseThrow();
            assertThat(alarm).isEqualTo(nas.alarm().orElseThrow());
            assertThat(alarm.words()).contains("Unlock it in DSM.");
            assertThat(Language.GERMAN.speak(alarm::words))
                    .contains(
                            "lässt " + DsmSimulator.SERVICE + " nicht herein",
                            "Entsperre es in DSM.");
            assertThat(Language.GERMAN.speak(health::words)).contains("Entsperre es in DSM.");
        }
    }

    @Test
    void what_an_administrator_puts_right_is_noticed_later() {
        dsm().refuseLogIn(DsmSimulator.SERVICE, 411);
        var clock = new TestClock();
        try (var nas = Dsm.connect(dsm(), Map.of(), Dsm.FAST, clock)) {
            refused(Kind.NOT_SIGNED_IN, () -> nas.files().stat(path("a")));
            dsm().refuseLogIn(DsmSimulator.SERVICE, 0);
            refused(Kind.NOT_SIGNED_IN, () -> nas.files().stat(path("a")));
            clock.advance(Duration.ofMinutes(16));
            assertThat(nas.files().stat(NasPath.home(ALICE))).isPresent();
            assertThat(nas.alarm()).isEmpty();
        }
    }

    @Test
    void a_person_who_gets_porter_blocked_is_an_alarm_although_files_still_work() {
        try (var nas = another(Map.of())) {
            // Both of Porter's own accounts are logged in.
            assertThat(nas.health().ready()).isTrue();
            dsm().fault(LOG_IN, new Fault.Code(407));
            refused(
                    Kind.NOT_SIGNED_IN,
                    () ->
                            nas.accounts()
                                    .orElseThrow()
                                    .logIn(ALICE, new Secret("Any-Password-1"), null));
            assertThat(nas.files().stat(NasPath.home(ALICE))).isPresent();
            assertThat(nas.alarm())
                    .hasValueSatisfying(what -> assertThat(what.words()).contains("407"));
        }
    }

    @Test
    void volumes_the_last_answer_and_the_budget_are_told() {
        try (var nas = another(Map.of())) {
            nas.accounts().orElseThrow().logIn(ALICE, new Secret("Wrong-Password-1"), null);
            assertThat(nas.details())
                    .containsExactly(
                            "volume_1 is normal: 4.38 of 7.67 TB are used.",
                            "It answered just now.",
                            "Log-ins that failed lately: 1 of the 4 after which I stop for a while.");
            dsm().fault(
                            "SYNO.Storage.CGI.Storage.load_info",
                            new Fault.Body(
                                    200,
                                    "application/json",
                                    "{\"success\":true,\"data\":{\"volumes\":[{\"id\":\"volume_1\","
                                            + "\"status\":\"degrade\",\"size\":{}}]}}"));
            assertThat(nas.alarm().orElseThrow())
                    .satisfies(
                            what ->
                                    assertThat(what.words())
                                            .isEqualTo(
                                                    "Look at the disks of the NAS. volume_1 is degrade."),
                            what ->
                                    assertThat(Language.GERMAN.speak(what::words))
                                            .isEqualTo(
                                                    "Sieh nach den Laufwerken des NAS. volume_1 meldet „degrade“."));
            assertThat(nas.alarm()).isEmpty();
        }
    }

    @Test
    void a_copy_that_failed_or_was_skipped_inside_a_success_is_found_out() throws IOException {
        write("a");
        files().createFolder(path("there"));
        for (var status :
                List.of(
                        "\"status\":\"FAIL\",\"errors\":[{\"code\":407,\"path\":\"/x\"}]",
                        "\"status\":\"FAIL\",\"errors\":{\"code\":\"407\"}",
                        "\"errors\":[407]")) {
            dsm().fault(
                            "SYNO.FileStation.CopyMove.start",
                            new Fault.Body(
                                    200,
                                    "application/json",
                                    "{\"success\":true,\"data\":{\"taskid\":\"FileStation_X\"}}"));
            dsm().fault(
                            "SYNO.FileStation.CopyMove.status",
                            new Fault.Body(
                                    200,
                                    "application/json",
                                    "{\"success\":true,\"data\":{\"finished\":true,\"progress\":1,"
                                            + status
                                            + "}}"));
            refused(Kind.NOT_PERMITTED, () -> files().move(path("a"), path("there/a")));
            assertThat(files().stat(path("a"))).isPresent();
        }
    }

    @Test
    void a_copy_whose_answer_is_lost_is_looked_up_and_nothing_is_left_beside_it()
            throws IOException {
        write("a");
        dsm().fault("SYNO.FileStation.CopyMove.start", new Fault.Silence(false));
        refused(Kind.AWAY, () -> files().copy(path("a"), path("there")));
        assertThat(files().stat(path("there/a"))).isEmpty();
        dsm().fault("SYNO.FileStation.CopyMove.start", new Fault.Silence(true));
        assertThat(files().copy(path("a"), path("there"))).isTrue();
        assertThat(files().stat(path("there/a"))).isPresent();
        assertThat(files().stat(path("a"))).isPresent();
        assertThat(files().list(path(".porter"), 0, 10)).isEmpty();
    }

    @Test
    void what_a_copy_that_was_cut_has_left_is_removed_when_it_is_made_again() throws IOException {
        write("a");
        dsm().fault("SYNO.FileStation.CopyMove.start", new Fault.Silence(false));
        dsm().fault("SYNO.FileStation.Delete.start", new Fault.Code(900));
        refused(Kind.AWAY, () -> files().copy(path("a"), path("there")));
        assertThat(files().list(path(".porter"), 0, 10)).isNotEmpty();
        assertThat(files().copy(path("a"), path("there"))).isTrue();
        assertThat(files().list(path(".porter"), 0, 10)).isEmpty();
    }

    @Test
    void a_blocked_address_stops_every_log_in_for_a_while() {
        var clock = new TestClock();
        try (var nas = Dsm.connect(dsm(), Map.of(), Dsm.FAST, clock)) {
            dsm().fault(LOG_IN, new Fault.Code(407));
            refused(Kind.NOT_SIGNED_IN, () -> nas.files().stat(path("a")));
            var before = dsm().logIns();
            refused(Kind.NOT_SIGNED_IN, () -> nas.files().stat(path("a")));
            assertThat(nas.health().words()).contains("407", "Allow/Block");
            assertThat(nas.alarm())
                    .hasValueSatisfying(what -> assertThat(what.words()).contains("407"));
            assertThat(dsm().logIns()).isEqualTo(before);
            clock.advance(Duration.ofMinutes(16));
            assertThat(nas.files().stat(NasPath.home(ALICE))).isPresent();
        }
    }

    @Test
    void a_trusted_device_needs_no_code() {
        dsm().requireCode(DsmSimulator.SERVICE, "123456");
        dsm().trust(DsmSimulator.SERVICE, "Porter", "the-device-id");
        try (var nas = another(Map.of("device-id", "the-device-id"))) {
            assertThat(nas.files().stat(NasPath.home(ALICE))).isPresent();
        }
        try (var nas = another(Map.of("device-id", "forgotten"))) {
            refused(Kind.NOT_SIGNED_IN, () -> nas.files().stat(path("a")));
        }
    }

    @Test
    void the_documented_way_to_a_trusted_device_is_one() throws IOException {
        dsm().requireCode(DsmSimulator.SERVICE, "123456");
        var old = dsm().profile() == Profile.GUIDE;
        var form =
                new HashMap<>(
                        AnyClient.logInForm(
                                old ? 6 : 7, DsmSimulator.SERVICE, DsmSimulator.SERVICE_PASSWORD));
        form.putAll(
                Map.of(
                        "otp_code", "123456",
                        "enable_device_token", "yes",
                        "device_name", "Porter"));
        var answer = new AnyClient(dsm()).post(old ? "auth.cgi" : "entry.cgi", form);
        var id = answer.path("data").path(old ? "did" : "device_id").stringValue();
        try (var nas = another(Map.of("device-id", id))) {
            assertThat(nas.files().stat(NasPath.home(ALICE))).isPresent();
        }
    }

    @Test
    void stopping_logs_out() {
        var nas = another(Map.of());
        assertThat(nas.health().ready()).isTrue();
        assertThat(dsm().openSessions()).isPositive();
        nas.close();
        // The one that logged in first under the same name was ended by the second.
        assertThat(dsm().openSessions()).isZero();
        refused(Kind.AWAY, () -> nas.files().stat(path("a")));
    }

    @Test
    void nothing_secret_is_in_an_address() throws IOException {
        write("a");
        files().open(path("a"), 0).close();
        assertThat(dsm().addresses())
                .isNotEmpty()
                .noneMatch(address -> address.contains("sid"))
                .noneMatch(address -> address.toLowerCase(Locale.ROOT).contains("token"))
                .noneMatch(address -> address.contains(DsmSimulator.SERVICE_PASSWORD));
    }

    // Uploads

    @Test
    void a_full_volume_and_a_full_quota_are_no_space() {
        dsm().addUser("alice", "Some-Pass-1");
        dsm().quota("alice", 1);
        refused(
                Kind.NO_SPACE,
                () ->
                        files().write(
                                        path("big"),
                                        new GeneratedStream(2 << 20, Long.MAX_VALUE),
                                        2 << 20));
        dsm().capacity(100);
        refused(Kind.NO_SPACE, () -> write("a"));
        assertThat(dsm().tree("/homes/alice")).noneMatch(file -> file.contains("porter"));
    }

    @Test
    void an_upload_whose_answer_is_lost_is_found() throws IOException {
        dsm().fault(UPLOAD, new Fault.GatewayTimeout());
        write("a");
        dsm().fault(UPLOAD, new Fault.Silence(true));
        write("b");
        dsm().fault(UPLOAD, new Fault.Half());
        write("c");
        for (var name : List.of("a", "b", "c")) {
            assertThat(files().matches(path(name), FINGERPRINT)).isTrue();
        }
        assertThat(called(UPLOAD)).isEqualTo(3);
    }

    @Test
    void an_upload_that_did_not_come_about_leaves_nothing() {
        dsm().fault(UPLOAD, new Fault.Silence(false));
        refused(Kind.AWAY, () -> write("a"));
        dsm().fault(UPLOAD, new Fault.Body(504, "text/html", "<html></html>"));
        refused(Kind.AWAY, () -> write("a"));
        dsm().fault(UPLOAD, new Fault.Body(413, "text/html", "<html></html>"));
        refused(Kind.BROKEN, () -> write("a"));
        dsm().fault(
                        UPLOAD,
                        new Fault.Body(
                                200,
                                "application/json",
                                "{\"success\":true,\"data\":{\"blSkip\":true}}"));
        refused(Kind.AWAY, () -> write("a"));
        dsm().fault(UPLOAD, new Fault.Body(200, "application/json", "{\"success\":true}"));
        refused(Kind.AWAY, () -> write("a"));
        assertThat(files().list(NasPath.home(ALICE), 0, 10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1_000, 100_000, 299_999})
    void an_upload_that_breaks_off_in_the_middle_leaves_nothing(long after) {
        dsm().fault(UPLOAD, new Fault.Cut(after));
        refused(Kind.AWAY, () -> write("a"));
        assertThat(dsm().files("/homes/alice")).isEmpty();
    }

    @Test
    void fewer_bytes_than_were_sent_are_no_success_whatever_dsm_says() {
        dsm().fault(UPLOAD, new Fault.Spoiled(true));
        refused(Kind.AWAY, () -> write("a"));
        assertThat(dsm().files("/homes/alice")).isEmpty();
    }

    @Test
    void other_bytes_than_were_sent_do_not_match() throws IOException {
        dsm().fault(UPLOAD, new Fault.Spoiled(false));
        write("a");
        assertThat(files().matches(path("a"), FINGERPRINT)).isFalse();
    }

    @Test
    void a_dsm_whose_bytes_trickle_takes_a_file_and_gives_it_back() throws IOException {
        var slow = new Fault.Slow(100, Duration.ofMillis(1));
        dsm().fault(UPLOAD, slow);
        dsm().fault("SYNO.FileStation.Download.download", slow);
        write("a");
        try (var in = files().open(path("a"), 0)) {
            assertThat(in.readAllBytes()).isEqualTo(CONTENT);
        }
    }

    @Test
    void what_broke_off_and_could_not_be_removed_is_hidden_and_swept_away_later()
            throws IOException {
        dsm().fault(UPLOAD, new Fault.GatewayTimeout());
        dsm().fault("SYNO.FileStation.Rename.rename", new Fault.Code(105));
        dsm().fault("SYNO.FileStation.Delete.start", new Fault.Code(109));
        refused(Kind.NOT_PERMITTED, () -> write("a"));
        assertThat(dsm().tree("/homes/alice")).anyMatch(file -> file.contains(".porter-upload-"));
        assertThat(files().list(NasPath.home(ALICE), 0, 10)).isEmpty();
        assertThat(files().search(NasPath.home(ALICE), "", 10)).isEmpty();
        assertThat(files().removeEmptyHome(ALICE)).isFalse();
        var clock = new TestClock();
        clock.advance(Duration.ofDays(2));
        try (var nas = Dsm.connect(dsm(), Map.of(), Dsm.FAST, clock)) {
            assertThat(nas.files().list(NasPath.home(ALICE), 0, 10)).isEmpty();
        }
        assertThat(dsm().tree("/homes/alice")).noneMatch(file -> file.contains("porter-upload"));
    }

    @Test
    void what_arrives_now_is_not_taken_for_broken_off_by_a_clock_that_is_ahead()
            throws IOException {
        var clock = new TestClock();
        try (var nas = Dsm.connect(dsm(), Map.of(), Dsm.FAST, clock)) {
            dsm().isSeenBy(
                            new Witness() {
                                @Override
                                public void asked(String call, String names) {
                                    if (call.equals("SYNO.FileStation.Rename.rename")) {
                                        nas.files().list(NasPath.home(ALICE), 0, 10);
                                    }
                                }

                                @Override
                                public void done(String call, String names) {}
                            });
            clock.advance(Duration.ofDays(2));
            nas.files().write(path("a"), new ByteArrayInputStream(CONTENT), CONTENT.length);
            assertThat(nas.files().matches(path("a"), FINGERPRINT)).isTrue();
        }
    }

    @Test
    void what_is_hidden_takes_no_place_in_a_folder_of_several_pages() throws IOException {
        var now = Instant.now();
        var content = new byte[3];
        dsm().arrive("alice", "phone", ".porter-upload-1", content, now);
        for (var i = 0; i < 1_005; i++) {
            dsm().arrive("alice", "phone", "%04d.jpg".formatted(i), content, now);
        }
        var folder = files().search(NasPath.home(ALICE), "0000", 1).getFirst().path().parent();
        var pages =
                Stream.of(0, 1_000, 2_000)
                        .map(offset -> files().list(folder, offset, 1_000))
                        .toList();
        assertThat(pages).extracting(List::size).containsExactly(1_000, 5, 0);
        assertThat(pages.stream().flatMap(List::stream).map(file -> file.path().name()))
                .containsExactlyElementsOf(
                        IntStream.range(0, 1_005).mapToObj("%04d.jpg"::formatted).toList());
    }

    @Test
    void an_upload_of_unknown_length_leaves_nothing_on_porters_own_disk_however_it_ends()
            throws IOException {
        var content =
                new ByteArrayInputStream(CONTENT) {
                    @Override
                    public synchronized int read(byte[] buffer, int offset, int length) {
                        assertThat(Dsm.HERE).isEmptyDirectory();
                        return super.read(buffer, offset, length);
                    }
                };
        files().write(path("a"), content, -1);
        assertThat(files().matches(path("a"), FINGERPRINT)).isTrue();
    }

    @Test
    void uploads_that_take_long_keep_nobody_from_reading() throws Exception {
        write("a");
        var ended = new CountDownLatch(1);
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            for (int n = 0; n < Dsm.FAST.uploads(); n++) {
                var name = "long-" + n;
                dsm().fault(UPLOAD, new Fault.Late(ended, TestPatience.LONGEST));
                var _ =
                        threads.submit(() ->
                                files().write(
                                                path(name),
                                                new ByteArrayInputStream(CONTENT),
                                                CONTENT.length));
            }
            await().until(() -> called(UPLOAD) == 1 + Dsm.FAST.uploads());
            var read =
                    threads.submit(() -> {
                        try (var in = files().open(path("a"), 0)) {
                            return in.readAllBytes();
                        }
                    });
            await().until(read::isDone);
            assertThat(read.get()).isEqualTo(CONTENT);
        } finally {
            ended.countDown();
            threads.close();
        }
    }

    @Test
    void an_answer_that_is_too_large_is_not_read_into_memory() {
        var list = "{\"success\":true,\"data\":{\"files\":[" + "7,".repeat(3 << 20) + "7]}}";
        dsm().fault(LOOK, new Fault.Body(200, "application/json", list));
        assertThatExceptionOfType(NasException.class)
                .isThrownBy(() -> files().stat(path("a")))
                .withMessageContaining("endless");
    }

    @Test
    void a_page_of_the_longest_paths_is_read() throws IOException {
        var deep = "/homes/alice" + ("/" + "文".repeat(85)).repeat(12);
        for (int n = 0; n < 1_005; n++) {
            dsm().put("%s/%s%04d".formatted(deep, "文".repeat(80), n), new byte[0]);
        }
        var folder = path(deep.substring("/homes/alice/".length()));
        assertThat(files().list(folder, 0, 1_000)).hasSize(1_000);
        assertThat(files().list(folder, 1_000, 1_000)).hasSize(5);
    }

    // Downloads

    @Test
    void readers_that_do_not_read_on_give_their_place_to_who_waits() throws Exception {
        var clock = new TestClock();
        var large = random(24 << 20);
        files().write(path("film"), new ByteArrayInputStream(large), large.length);
        try (var nas = Dsm.connect(dsm(), Map.of(), Dsm.FAST, clock)) {
            var idle = new ArrayList<java.io.InputStream>();
            for (int n = 0; n < Dsm.FAST.downloads(); n++) {
                var in = nas.files().open(path("film"), 0);
                assertThat(in.readNBytes(1000)).hasSize(1000);
                idle.add(in);
            }
            clock.advance(Duration.ofMinutes(1));
            for (int n = 0; n < 2 * Dsm.FAST.downloads(); n++) {
                try (var in = nas.files().open(path("film"), large.length - 7)) {
                    assertThat(in.readAllBytes()).hasSize(7);
                }
            }
            for (var in : idle) {
                assertThat(in.readAllBytes())
                        .isEqualTo(java.util.Arrays.copyOfRange(large, 1000, large.length));
                in.close();
            }
        }
    }

    @Test
    void a_download_that_breaks_goes_on_where_it_stopped() throws IOException {
        write("a");
        dsm().fault("SYNO.FileStation.Download.download", new Fault.Half(), new Fault.Half());
        try (var in = files().open(path("a"), 1000)) {
            assertThat(in.readAllBytes())
                    .isEqualTo(java.util.Arrays.copyOfRange(CONTENT, 1000, CONTENT.length));
        }
    }

    @Test
    void a_dsm_that_ignores_the_range_is_skipped_through() throws IOException {
        files().write(path("a"), new ByteArrayInputStream("0123456789".getBytes(UTF_8)), 10);
        dsm().fault(
                        "SYNO.FileStation.Download.download",
                        new Fault.Body(200, "application/octet-stream", "0123456789"));
        try (var in = files().open(path("a"), 4)) {
            assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo("456789");
        }
    }

    @Test
    void a_download_that_is_no_file_is_told_apart() throws IOException {
        write("a");
        dsm().fault(
                        "SYNO.FileStation.Download.download",
                        new Fault.Body(200, "text/html", "<html></html>"));
        refused(Kind.BROKEN, () -> files().open(path("a"), 0).close());
        dsm().fault("SYNO.FileStation.Download.download", new Fault.Code(408));
        refused(Kind.NOT_FOUND, () -> files().open(path("a"), 0).close());
        dsm().fault(
                        "SYNO.FileStation.Download.download",
                        new Fault.Body(502, "text/html", "<html></html>"));
        refused(Kind.AWAY, () -> files().open(path("a"), 0).close());
    }

    @Test
    void what_changed_on_the_disk_does_not_match() throws IOException {
        write("a");
        dsm().tamper("/homes/alice/a");
        assertThat(files().matches(path("a"), FINGERPRINT)).isFalse();
    }

    // Tasks

    @Test
    void a_task_that_dsm_does_not_know_for_a_while_is_waited_for() throws IOException {
        write("a");
        dsm().hideTasks(6);
        assertThat(files().copy(path("a"), path("copies"))).isTrue();
        assertThat(files().move(path("a"), path("moved/a"))).isTrue();
        assertThat(files().delete(path("copies/a"))).isTrue();
        assertThat(files().matches(path("moved/a"), FINGERPRINT)).isTrue();
        assertThat(called("SYNO.FileStation.Download.download")).isZero();
    }

    @Test
    void a_task_that_dsm_knows_only_now_and_then_is_not_taken_for_lost() throws IOException {
        write("a");
        dsm().flickeringTasks();
        assertThat(files().copy(path("a"), path("copies"))).isTrue();
        assertThat(files().matches(path("copies/a"), FINGERPRINT)).isTrue();
        assertThat(called("SYNO.FileStation.MD5.start")).isEqualTo(1);
    }

    @Test
    void tasks_that_dsm_loses_are_seen_in_what_they_did() throws IOException {
        write("a");
        dsm().vanishTasks(2);
        assertThat(files().matches(path("a"), FINGERPRINT)).isTrue();
        dsm().vanishTasks(3);
        assertThat(files().matches(path("a"), FINGERPRINT)).isTrue();
        assertThat(called("SYNO.FileStation.Download.download")).isEqualTo(1);
        dsm().vanishTasks(1);
        assertThat(files().move(path("a"), path("sub/a"))).isTrue();
        dsm().vanishTasks(1);
        assertThat(files().delete(path("sub/a"))).isTrue();
    }

    @Test
    void a_task_that_never_ends_is_given_up() throws IOException {
        write("a");
        var pace = pace(Duration.ofMillis(200), Dsm.FAST.farewell());
        try (var nas = Dsm.connect(dsm(), Map.of(), pace, Clock.systemUTC())) {
            dsm().endlessTasks(1);
            refused(Kind.AWAY, () -> nas.files().matches(path("a"), FINGERPRINT));
        }
        assertThat(called("SYNO.FileStation.MD5.stop")).isEqualTo(1);
        assertThat(dsm().runningTasks()).isZero();
    }

    // Pace

    @Test
    void dsm_is_never_asked_more_at_once_than_agreed() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = new ArrayList<java.util.concurrent.Future<?>>();
            for (int n = 0; n < 60; n++) {
                var name = "file-" + n;
                tasks.add(
                        threads.submit(() -> {
                            write(name);
                            return files().matches(path(name), FINGERPRINT);
                        }));
            }
            for (var task : tasks) {
                assertThat(task.get()).isEqualTo(true);
            }
        }
        assertThat(dsm().mostOpen())
                .isLessThanOrEqualTo(Dsm.FAST.calls() + Dsm.FAST.uploads() + Dsm.FAST.downloads());
    }

    // Coming and going

    @Test
    void a_nas_that_is_off_is_away_until_it_is_back() {
        var port = dsm().port();
        dsm().close();
        refused(Kind.AWAY, () -> files().stat(path("a")));
        assertThat(dsm.nas().health().ready()).isFalse();
        assertThat(dsm.nas().health().words()).contains("It answered ");
        try (var back = DsmSimulator.start(dsm().profile(), port)) {
            assertThat(dsm.nas().health().ready()).isTrue();
            assertThat(back.logIns()).isEqualTo(2);
        }
    }

    @Test
    void a_service_account_that_may_not_see_the_homes_is_told_what_it_needs() {
        dsm().closeHomes();
        assertThat(dsm.nas().health().ready()).isFalse();
        assertThat(dsm.nas().health().words()).contains("/homes", "read and write");
        refused(Kind.NOT_PERMITTED, () -> files().createHome(new UserName("nobody")));
    }

    @Test
    void homes_that_dsm_does_not_show_make_nobodys_file_a_missing_one() throws IOException {
        write("a");
        dsm().arrive("alice", "phone", "a.jpg", CONTENT, Instant.now());
        dsm().closeHomes();
        var works =
                List.<ThrowingCallable>of(
                        () -> files().stat(path("a")),
                        () -> files().stat(NasPath.home(ALICE)),
                        () -> files().holds(path("a"), FINGERPRINT),
                        () -> files().open(path("a"), 0).close(),
                        () -> files().list(NasPath.home(ALICE), 0, 10),
                        () -> files().search(NasPath.home(ALICE), "a", 10),
                        () -> files().createFolder(path("b")),
                        () -> write("b"),
                        () -> files().move(path("a"), path("c/b")),
                        () -> files().copy(path("a"), path("c")),
                        () -> files().delete(path("a")),
                        () -> files().removeEmptyHome(ALICE));
        for (var work : works) {
            assertThatExceptionOfType(NasException.class)
                    .isThrownBy(work)
                    .withMessageContaining("/homes")
                    .satisfies(e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(Kind.AWAY));
        }
        if (dsm().profile() != Profile.GUIDE) {
            refused(Kind.AWAY, () -> dsm.nas().photos().orElseThrow().phones(ALICE));
        }
    }

    @Test
    void a_file_with_the_name_of_a_home_is_no_home() throws IOException {
        dsm().put("/homes/berta", CONTENT);
        refused(Kind.EXISTS, () -> files().createHome(new UserName("berta")));
    }

    @Test
    void an_administrator_account_that_is_none_any_more_is_an_alarm() {
        assertThat(dsm.nas().alarm()).isEmpty();
        dsm().dismissAdministrator(DsmSimulator.ADMINISTRATOR);
        assertThat(dsm.nas().health().ready()).isTrue();
        assertThat(dsm.nas().health().words())
                .contains("Accounts cannot be worked on", "administrators");
        assertThat(dsm.nas().alarm())
                .hasValueSatisfying(what ->
                        assertThat(what.words())
                                .contains(DsmSimulator.ADMINISTRATOR, "administrators"));
        dsm().makeAdministrator(DsmSimulator.ADMINISTRATOR);
        assertThat(dsm.nas().alarm()).isEmpty();
    }

    @Test
    void how_much_a_home_holds_is_not_measured_for_everybody_who_asks() throws IOException {
        var measure = "SYNO.FileStation.DirSize.start";
        assertThat(files().room(ALICE)).isEmpty();
        assertThat(called(measure)).isZero();
        write("a");
        assertThat(files().space(ALICE).used()).isEqualTo(CONTENT.length);
        write("b");
        assertThat(files().copy(path("b"), path("c"))).isTrue();
        assertThat(files().space(ALICE).used()).isEqualTo(3L * CONTENT.length);
        assertThat(files().delete(path("a"))).isTrue();
        assertThat(files().space(ALICE).used()).isEqualTo(2L * CONTENT.length);
        dsm().addUser("alice", "Some-Pass-1");
        dsm().quota("alice", 1);
        assertThat(files().room(ALICE)).hasValue((1L << 20) - 2L * CONTENT.length);
        assertThat(called(measure)).isEqualTo(1);
    }

    @Test
    void stopping_waits_only_briefly_for_a_dsm_that_does_not_answer() {
        // Whoever waits for DSM always needs longer, a slow machine now and then.
        assertThat(IntStream.range(0, 3)).anyMatch(_ -> stopsBrieflyInSilence());
    }

    private boolean stopsBrieflyInSilence() {
        var usual = pace(Dsm.FAST.task(), DsmPace.USUAL.farewell());
        var nas = Dsm.connect(dsm(), Map.of(), usual, Clock.systemUTC());
        assertThat(nas.health().ready()).isTrue();
        var never = new CountDownLatch(1);
        var slow = new Fault.Late(never, Duration.ofMinutes(1));
        dsm().fault("SYNO.API.Auth.logout", slow, slow);
        var begin = System.nanoTime();
        try {
            nas.close();
            return System.nanoTime() - begin < Duration.ofSeconds(8).toNanos();
        } finally {
            never.countDown();
        }
    }
}
