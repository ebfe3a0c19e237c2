package dev.porter.gateway.synology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.porter.core.TestClock;
import dev.porter.gateway.synology.simulator.DsmSimulator;
import dev.porter.gateway.synology.simulator.Fault;
import dev.porter.gateway.synology.simulator.Profile;
import dev.porter.language.Language;
import dev.porter.nas.NasAccounts;
import dev.porter.nas.NasAccounts.Creation;
import dev.porter.nas.NasAccounts.LogIn;
import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import dev.porter.nas.NasPath;
import dev.porter.nas.UserName;
import dev.porter.secret.Secret;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// DSM's users, on a DSM of each kind.
@ParameterizedClass
@EnumSource(Profile.class)
class SynologyAccountsTest {
    private static final UserName ANNA = new UserName("anna");
    private static final Secret GOOD = new Secret("Blue-Door-77");

    private final Dsm dsm;

    SynologyAccountsTest(Profile profile) {
        dsm = Dsm.start(profile);
    }

    @AfterEach
    void stop() {
        dsm.close();
    }

    private DsmSimulator simulator() {
        return dsm.simulator();
    }

    private NasAccounts accounts() {
        return dsm.nas().accounts().orElseThrow();
    }

    private Object of(String user, String what) {
        return Objects.requireNonNull(simulator().user(user).get(what));
    }

    private static void refused(Kind kind, ThrowingCallable call) {
        assertThatExceptionOfType(NasException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind));
    }

    // Making

    @Test
    void a_new_user_has_a_home_and_can_log_in() {
        assertThat(accounts().exists(ANNA)).isFalse();
        assertThat(accounts().create(ANNA, GOOD)).isEqualTo(Creation.DONE);
        accounts().keep(ANNA, "Anna Muster");
        assertThat(accounts().exists(ANNA)).isTrue();
        assertThat(of("anna", "description")).isEqualTo("Anna Muster");
        assertThat(of("anna", "expired")).isEqualTo("normal");
        assertThat(dsm.nas().files().stat(NasPath.home(ANNA))).isPresent();
        assertThat(accounts().logIn(ANNA, GOOD, null)).isEqualTo(LogIn.ACCEPTED);
    }

    @Test
    void a_name_that_is_taken_is_never_taken_over() {
        simulator().addUser("anna", "Other-Pass-1");
        assertThat(accounts().create(ANNA, GOOD)).isEqualTo(Creation.NAME_TAKEN);
        assertThat(accounts().logIn(ANNA, new Secret("Other-Pass-1"), null))
                .isEqualTo(LogIn.ACCEPTED);
        assertThat(accounts().create(new UserName("berta"), GOOD)).isEqualTo(Creation.DONE);
        accounts().keep(new UserName("berta"), "Berta");
        assertThat(accounts().create(new UserName("berta"), GOOD)).isEqualTo(Creation.NAME_TAKEN);
    }

    @Test
    void a_home_that_somebody_left_behind_is_given_to_nobody() {
        dsm.nas().files().createHome(ANNA);
        assertThat(accounts().exists(ANNA)).isTrue();
        assertThat(accounts().create(ANNA, GOOD)).isEqualTo(Creation.NAME_TAKEN);
        assertThat(simulator().hasUser("anna")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"admin", "guest", "root", DsmSimulator.SERVICE, DsmSimulator.ADMINISTRATOR})
    void names_of_the_system_and_of_porter_are_taken(String name) {
        assertThat(accounts().exists(new UserName(name))).isTrue();
        assertThat(accounts().create(new UserName(name), GOOD)).isEqualTo(Creation.NAME_TAKEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Short-1", "lower-case-1", "UPPER-CASE-1", "No-Digit-In-It", "My-anna-77"})
    void a_weak_password_makes_no_user(String weak) {
        assertThat(accounts().create(ANNA, new Secret(weak))).isEqualTo(Creation.PASSWORD_TOO_WEAK);
        assertThat(simulator().hasUser("anna")).isFalse();
        assertThat(simulator().calls()).doesNotContain("SYNO.Core.User.create");
    }

    @Test
    void dsm_has_the_last_word_on_a_password() {
        simulator().leastPasswordLength(20);
        assertThat(accounts().create(ANNA, GOOD)).isEqualTo(Creation.PASSWORD_TOO_WEAK);
        assertThat(simulator().hasUser("anna")).isFalse();
    }

    @Test
    void how_a_user_is_deleted_by_hand_is_said_in_the_readers_language() {
        assertThat(accounts().removalByHand(ANNA).orElseThrow())
                .contains("Control Panel, User & Group", "“anna”");
        assertThat(Language.GERMAN.speak(() -> accounts().removalByHand(ANNA)).orElseThrow())
                .contains("„Benutzer und Gruppe“", "„anna“");
    }

    @Test
    void without_the_home_service_no_user_is_made() {
        if (simulator().profile() == Profile.DSM73) {
            return;
        }
        simulator().homeService(false);
        assertThat(accounts().exists(ANNA)).isFalse();
        assertThat(accounts().create(ANNA, GOOD)).isEqualTo(Creation.NOT_PERMITTED);
        assertThat(simulator().hasUser("anna")).isFalse();
        assertThat(dsm.nas().alarm())
                .hasValueSatisfying(told -> assertThat(told.words()).contains("User Home"));
        simulator().homeService(true);
        assertThat(accounts().create(ANNA, GOOD)).isEqualTo(Creation.DONE);
        assertThat(dsm.nas().alarm()).isEmpty();
    }

    @Test
    void a_description_is_cut_to_what_dsm_takes() {
        accounts().create(ANNA, GOOD);
        accounts().keep(ANNA, "Anna\n" + "x".repeat(58) + "😀😀");
        assertThat(of("anna", "description").toString()).startsWith("Anna xxx").endsWith("x");
    }

    @ParameterizedTest
    @CsvSource({
        "SYNO.Core.User.create, false",
        "SYNO.Core.User.create, true",
        "SYNO.FileStation.CreateFolder.create, false",
        "SYNO.Core.User.set, false"
    })
    void a_creation_that_was_cut_goes_on_when_it_is_repeated(String call, boolean carriedOut) {
        simulator().fault(call, new Fault.Silence(carriedOut));
        var done = false;
        try {
            done = accounts().create(ANNA, GOOD) == Creation.DONE;
        } catch (NasException e) {
            assertThat(e.kind()).isIn(Kind.AWAY, Kind.BROKEN);
        }
        if (!done) {
            if (simulator().hasUser("anna")) {
                assertThat(of("anna", "expired")).isEqualTo("now");
                assertThat(accounts().exists(ANNA)).isFalse();
                assertThat(accounts().logIn(ANNA, GOOD, null)).isEqualTo(LogIn.DISABLED);
            }
            var other = new Secret("Red-Door-88");
            assertThat(accounts().create(ANNA, other)).isEqualTo(Creation.DONE);
            assertThat(accounts().logIn(ANNA, other, null)).isEqualTo(LogIn.ACCEPTED);
        }
        assertThat(of("anna", "expired")).isEqualTo("normal");
        accounts().keep(ANNA, "Anna");
        assertThat(of("anna", "description")).isEqualTo("Anna");
    }

    @Test
    void a_connection_that_breaks_at_the_last_step_is_no_missing_permission() {
        simulator().fault("SYNO.Core.User.set", new Fault.Silence(false));
        refused(Kind.AWAY, () -> accounts().create(ANNA, GOOD));
        assertThat(dsm.nas().alarm()).isEmpty();
        assertThat(accounts().create(ANNA, GOOD)).isEqualTo(Creation.DONE);
        simulator().fault("SYNO.Core.User.set", new Fault.Silence(false));
        refused(Kind.AWAY, () -> accounts().keep(ANNA, "Anna"));
        simulator().fault("SYNO.Core.User.set", new Fault.Silence(true));
        accounts().setEnabled(ANNA, false);
        assertThat(of("anna", "expired")).isEqualTo("now");
    }

    @Test
    void keeping_survives_an_answer_that_is_lost() {
        accounts().create(ANNA, GOOD);
        simulator().fault("SYNO.Core.User.set", new Fault.Silence(true));
        accounts().keep(ANNA, "Anna");
        assertThat(of("anna", "description")).isEqualTo("Anna");
    }

    @Test
    void a_mark_that_somebody_copied_gives_their_user_to_nobody() {
        accounts().create(ANNA, GOOD);
        var mark = of("anna", "description").toString();
        simulator().addUser("berta", "Other-Pass-1");
        simulator().describe("berta", mark);
        assertThat(accounts().exists(new UserName("berta"))).isTrue();
        assertThat(accounts().create(new UserName("berta"), GOOD)).isEqualTo(Creation.NAME_TAKEN);
        accounts().keep(new UserName("berta"), "Berta");
        assertThat(of("berta", "description")).isEqualTo(mark);
    }

    @Test
    void a_new_user_joins_a_group_and_gets_a_quota_and_applications() {
        var onboarding =
                Map.of(
                        "group", "family",
                        "quota", "2GB",
                        "applications", "SYNO.Foto.AppInstance,SYNO.SDS.Drive.Application");
        try (var nas = Dsm.connect(simulator(), onboarding, Dsm.FAST, Clock.systemUTC())) {
            assertThat(nas.accounts().orElseThrow().create(ANNA, GOOD)).isEqualTo(Creation.DONE);
            assertThat(of("anna", "groups").toString()).contains("family");
            assertThat(of("anna", "quota")).isEqualTo(2048L);
            assertThat(simulator().applicationRules())
                    .extracting(rule -> String.valueOf(rule.get("entity_name")))
                    .containsExactly("anna", "anna");
            assertThat(nas.files().space(ANNA).quota()).isEqualTo(OptionalLong.of(2L << 30));
        }
    }

    @Test
    void a_group_that_dsm_only_says_it_joined_is_found_out() {
        simulator()
                .fault(
                        "SYNO.Core.Group.Member.add",
                        new Fault.Body(200, "application/json", "{\"success\":true}"));
        try (var nas =
                Dsm.connect(simulator(), Map.of("group", "family"), Dsm.FAST, Clock.systemUTC())) {
            var its = nas.accounts().orElseThrow();
            assertThat(its.create(ANNA, GOOD)).isEqualTo(Creation.NOT_PERMITTED);
            assertThat(nas.alarm())
                    .hasValueSatisfying(told -> assertThat(told.words()).contains("family"));
            assertThat(of("anna", "expired")).isEqualTo("now");
            assertThat(its.create(ANNA, GOOD)).isEqualTo(Creation.DONE);
            assertThat(of("anna", "groups").toString()).contains("family");
        }
    }

    @Test
    void homes_that_porter_may_not_see_keep_a_user_from_being_made() {
        simulator().closeHomes();
        assertThat(accounts().create(ANNA, GOOD)).isEqualTo(Creation.NOT_PERMITTED);
        assertThat(dsm.nas().alarm())
                .hasValueSatisfying(told -> assertThat(told.words()).contains("/homes"));
        assertThat(simulator().hasUser("anna")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"entity_type\":\"group\",\"entity_name\":\"anna\",\"allow_ip\":[\"0.0.0.0\"],\"deny_ip\":[]}",
                "{\"entity_type\":\"user\",\"entity_name\":\"anna\",\"allow_ip\":[],\"deny_ip\":[\"0.0.0.0\"]}",
                "{\"entity_type\":\"user\",\"entity_name\":\"anna\",\"deny_ip\":[\"0.0.0.0\"]}",
                "{\"entity_type\":\"user\",\"entity_name\":\"ann\"}"
            })
    void an_application_that_dsm_only_says_it_allowed_is_found_out(String rule) {
        var said = "{\"success\":true,\"data\":{\"rules\":[" + rule + "]}}";
        simulator()
                .fault(
                        "SYNO.Core.AppPriv.Rule.list",
                        new Fault.Body(200, "application/json", said));
        var allowed = Map.of("applications", "SYNO.Foto.AppInstance");
        try (var nas = Dsm.connect(simulator(), allowed, Dsm.FAST, Clock.systemUTC())) {
            var its = nas.accounts().orElseThrow();
            assertThat(its.create(ANNA, GOOD)).isEqualTo(Creation.NOT_PERMITTED);
            assertThat(of("anna", "expired")).isEqualTo("now");
            assertThat(its.create(ANNA, GOOD)).isEqualTo(Creation.DONE);
        }
    }

    @Test
    void an_address_that_is_blocked_for_a_while_turns_nobody_away_for_good() {
        var clock = new TestClock();
        try (var nas = Dsm.connect(simulator(), Map.of(), Dsm.FAST, clock)) {
            var its = nas.accounts().orElseThrow();
            simulator().fault("SYNO.API.Auth.login", new Fault.Code(407));
            refused(Kind.NOT_SIGNED_IN, () -> its.create(ANNA, GOOD));
            clock.advance(Duration.ofMinutes(16));
            assertThat(its.create(ANNA, GOOD)).isEqualTo(Creation.DONE);
            assertThat(nas.alarm()).isEmpty();
        }
    }

    @Test
    void what_kept_porter_from_making_a_user_is_not_told_for_ever() {
        var clock = new TestClock();
        try (var nas = Dsm.connect(simulator(), Map.of(), Dsm.FAST, clock)) {
            simulator().closeHomes();
            var its = nas.accounts().orElseThrow();
            assertThat(its.create(ANNA, GOOD)).isEqualTo(Creation.NOT_PERMITTED);
            assertThat(nas.alarm()).isPresent();
            clock.advance(Duration.ofHours(25));
            assertThat(nas.alarm()).isEmpty();
        }
    }

    @Test
    void an_administrator_account_that_is_not_let_in_keeps_nobody_from_seeing_the_space() {
        dsm.nas().files().createHome(ANNA);
        var wrong = Map.of("admin-password", "Wrong-Pass-1");
        try (var nas = Dsm.connect(simulator(), wrong, Dsm.FAST, Clock.systemUTC())) {
            assertThat(nas.files().space(ANNA).quota()).isEmpty();
        }
    }

    // Without the administrator account

    @Test
    void without_an_administrator_account_nobody_is_changed_and_people_still_log_in() {
        simulator().addUser("anna", GOOD.reveal());
        dsm.nas().files().createHome(ANNA);
        var without = Map.of("admin-username", "", "admin-password", "");
        try (var nas = Dsm.connect(simulator(), without, Dsm.FAST, Clock.systemUTC())) {
            var its = nas.accounts().orElseThrow();
            assertThat(its.create(new UserName("berta"), GOOD)).isEqualTo(Creation.NOT_PERMITTED);
            assertThat(its.setPassword(ANNA, GOOD)).isEqualTo(Creation.NOT_PERMITTED);
            refused(Kind.NOT_PERMITTED, () -> its.setEnabled(ANNA, false));
            assertThat(its.exists(ANNA)).isTrue();
            assertThat(its.exists(new UserName("berta"))).isFalse();
            assertThat(its.missing(ANNA)).isEmpty();
            assertThat(its.missing(new UserName("berta")))
                    .singleElement()
                    .matches(what -> what.contains("/homes/berta"));
            assertThat(its.logIn(ANNA, GOOD, null)).isEqualTo(LogIn.ACCEPTED);
            assertThat(nas.files().space(ANNA).quota()).isEmpty();
            assertThat(nas.health().ready()).isTrue();
        }
    }

    @Test
    void without_an_administrator_account_there_is_a_list_of_what_to_make() {
        var without =
                Map.of(
                        "admin-username", "",
                        "admin-password", "",
                        "group", "family",
                        "quota", "2GB",
                        "applications", "SYNO.Foto.AppInstance");
        try (var nas = Dsm.connect(simulator(), without, Dsm.FAST, Clock.systemUTC())) {
            assertThat(String.join("\n", nas.accounts().orElseThrow().byHand(ANNA)))
                    .contains("a user with the name anna")
                    .contains("family")
                    .contains("2048 MB on homes")
                    .contains("SYNO.Foto.AppInstance")
                    .contains("/homes/anna")
                    .doesNotContainIgnoringCase("password");
        }
        assertThat(accounts().byHand(ANNA)).isEmpty();
    }

    @Test
    void a_home_that_porter_may_not_write_into_is_missing_a_permission() {
        dsm.nas().files().createHome(ANNA);
        simulator().fault("SYNO.FileStation.CreateFolder.create", new Fault.Code(407));
        assertThat(accounts().missing(ANNA))
                .singleElement()
                .matches(what -> what.contains("may not write"));
        assertThat(accounts().missing(ANNA)).isEmpty();
    }

    @Test
    void an_administrator_account_without_the_right_is_not_permitted() {
        var same =
                Map.of(
                        "admin-username", DsmSimulator.SERVICE,
                        "admin-password", DsmSimulator.SERVICE_PASSWORD);
        try (var nas = Dsm.connect(simulator(), same, Dsm.FAST, Clock.systemUTC())) {
            assertThat(nas.accounts().orElseThrow().create(ANNA, GOOD))
                    .isEqualTo(Creation.NOT_PERMITTED);
        }
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void one_account_for_both_works_is_warned_about(CapturedOutput output) {
        var warning = "One DSM account does both works";
        Dsm.connect(simulator(), Map.of(), Dsm.FAST, Clock.systemUTC()).close();
        assertThat(output).doesNotContain(warning);
        var same = Map.of("admin-username", DsmSimulator.SERVICE.toUpperCase(Locale.ROOT));
        Dsm.connect(simulator(), same, Dsm.FAST, Clock.systemUTC()).close();
        assertThat(output).containsOnlyOnce(warning).contains("porter.nas.synology.username");
    }

    // Changing

    @Test
    void a_password_is_reset() {
        accounts().create(ANNA, GOOD);
        assertThat(accounts().setPassword(ANNA, new Secret("weak")))
                .isEqualTo(Creation.PASSWORD_TOO_WEAK);
        assertThat(accounts().setPassword(ANNA, new Secret("Green-Door-99")))
                .isEqualTo(Creation.DONE);
        assertThat(accounts().logIn(ANNA, GOOD, null)).isEqualTo(LogIn.WRONG);
        assertThat(accounts().logIn(ANNA, new Secret("Green-Door-99"), null))
                .isEqualTo(LogIn.ACCEPTED);
    }

    @Test
    void a_user_is_kept_out_and_let_in_again() {
        accounts().create(ANNA, GOOD);
        accounts().setEnabled(ANNA, false);
        assertThat(accounts().logIn(ANNA, GOOD, null)).isEqualTo(LogIn.DISABLED);
        accounts().setEnabled(ANNA, true);
        assertThat(accounts().logIn(ANNA, GOOD, null)).isEqualTo(LogIn.ACCEPTED);
    }

    @Test
    void who_rules_dsm_is_not_changed_through_a_chat() {
        simulator().addUser("owner", "Own-The-Nas-1");
        simulator().makeAdministrator("owner");
        var owner = new UserName("owner");
        assertThat(accounts().setPassword(owner, GOOD)).isEqualTo(Creation.NOT_PERMITTED);
        refused(Kind.NOT_PERMITTED, () -> accounts().setEnabled(owner, false));
        assertThat(of("owner", "expired")).isEqualTo("normal");
        var service = new UserName(DsmSimulator.SERVICE);
        assertThat(accounts().setPassword(service, GOOD)).isEqualTo(Creation.NOT_PERMITTED);
        refused(Kind.NOT_PERMITTED, () -> accounts().setEnabled(service, false));
        assertThat(accounts().logIn(service, new Secret(DsmSimulator.SERVICE_PASSWORD), null))
                .isEqualTo(LogIn.WRONG);
    }

    @Test
    void who_is_not_there_cannot_be_changed() {
        refused(Kind.NOT_FOUND, () -> accounts().setPassword(ANNA, GOOD));
        refused(Kind.NOT_FOUND, () -> accounts().setEnabled(ANNA, true));
        assertThat(accounts().logIn(ANNA, GOOD, null)).isEqualTo(LogIn.WRONG);
    }

    // Logging in

    @Test
    void two_step_verification_asks_for_its_code() {
        simulator().addUser("anna", GOOD.reveal());
        simulator().requireCode("anna", "123456");
        assertThat(accounts().logIn(ANNA, GOOD, null)).isEqualTo(LogIn.CODE_NEEDED);
        var before = simulator().openSessions();
        assertThat(accounts().logIn(ANNA, GOOD, new Secret("000000"))).isEqualTo(LogIn.CODE_WRONG);
        assertThat(accounts().logIn(ANNA, GOOD, new Secret("123456"))).isEqualTo(LogIn.ACCEPTED);
        assertThat(simulator().openSessions()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "401, DISABLED",
        "402, NOT_ALLOWED",
        "406, TWO_STEP_MISSING",
        "408, PASSWORD_TO_BE_RESET",
        "409, PASSWORD_EXPIRED",
        "410, PASSWORD_TO_BE_CHANGED",
        "411, LOCKED"
    })
    void every_refusal_of_a_log_in_has_its_answer(int code, LogIn expected) {
        simulator().addUser("anna", GOOD.reveal());
        simulator().refuseLogIn("anna", code);
        assertThat(accounts().logIn(ANNA, GOOD, null)).isEqualTo(expected);
    }

    @Test
    void guessing_stops_before_dsm_blocks_porter() {
        simulator().addUser("anna", GOOD.reveal());
        for (int n = 0; n < 4; n++) {
            assertThat(accounts().logIn(ANNA, new Secret("guess" + n), null))
                    .isEqualTo(LogIn.WRONG);
        }
        var before = simulator().logIns();
        for (int n = 0; n < 20; n++) {
            assertThat(accounts().logIn(ANNA, GOOD, null)).isEqualTo(LogIn.LOCKED);
        }
        assertThat(simulator().logIns()).isEqualTo(before);
        assertThat(dsm.nas().health().ready()).isTrue();
    }

    @Test
    void a_stricter_rule_of_dsm_is_kept_to() {
        if (simulator().profile() == Profile.GUIDE) {
            return;
        }
        simulator().addUser("anna", GOOD.reveal());
        simulator().autoBlock(3, 60);
        var clock = new TestClock();
        try (var nas = Dsm.connect(simulator(), Map.of(), Dsm.FAST, clock)) {
            var its = nas.accounts().orElseThrow();
            assertThat(its.logIn(ANNA, new Secret("guess"), null)).isEqualTo(LogIn.WRONG);
            clock.advance(Duration.ofMinutes(50));
            assertThat(its.logIn(ANNA, GOOD, null)).isEqualTo(LogIn.LOCKED);
            clock.advance(Duration.ofMinutes(15));
            assertThat(its.logIn(ANNA, GOOD, null)).isEqualTo(LogIn.ACCEPTED);
        }
    }

    @Test
    void whoever_cannot_ask_for_dsms_rule_lets_only_few_fail_in_an_hour() {
        simulator().addUser("anna", GOOD.reveal());
        var without = Map.of("admin-username", "", "admin-password", "");
        var clock = new TestClock();
        try (var nas = Dsm.connect(simulator(), without, Dsm.FAST, clock)) {
            var its = nas.accounts().orElseThrow();
            for (int n = 0; n < 8; n++) {
                clock.advance(Duration.ofMinutes(5));
                assertThat(its.logIn(ANNA, new Secret("guess"), null)).isEqualTo(LogIn.WRONG);
            }
            clock.advance(Duration.ofMinutes(11));
            assertThat(its.logIn(ANNA, GOOD, null)).isEqualTo(LogIn.LOCKED);
            clock.advance(Duration.ofHours(1));
            assertThat(its.logIn(ANNA, GOOD, null)).isEqualTo(LogIn.ACCEPTED);
        }
    }

    @Test
    void a_rule_that_was_learnt_is_kept_to_when_dsm_does_not_tell_it_again() {
        if (simulator().profile() == Profile.GUIDE) {
            return;
        }
        simulator().addUser("anna", GOOD.reveal());
        simulator().autoBlock(3, 60);
        var clock = new TestClock();
        try (var nas = Dsm.connect(simulator(), Map.of(), Dsm.FAST, clock)) {
            var its = nas.accounts().orElseThrow();
            assertThat(its.logIn(ANNA, GOOD, null)).isEqualTo(LogIn.ACCEPTED);
            clock.advance(Duration.ofHours(2));
            simulator().fault("SYNO.Core.Security.AutoBlock.get", new Fault.Code(105));
            assertThat(its.logIn(ANNA, new Secret("guess"), null)).isEqualTo(LogIn.WRONG);
            assertThat(its.logIn(ANNA, GOOD, null)).isEqualTo(LogIn.LOCKED);
        }
    }

    @Test
    void a_guess_whose_answer_is_lost_counts_as_one_that_failed() {
        simulator().addUser("anna", GOOD.reveal());
        assertThat(accounts().logIn(ANNA, GOOD, null)).isEqualTo(LogIn.ACCEPTED);
        for (int n = 0; n < 4; n++) {
            simulator().fault("SYNO.API.Auth.login", new Fault.GatewayTimeout());
            refused(Kind.AWAY, () -> accounts().logIn(ANNA, new Secret("guess"), null));
        }
        assertThat(accounts().logIn(ANNA, GOOD, null)).isEqualTo(LogIn.LOCKED);
    }

    @Test
    void a_dsm_that_is_off_uses_up_no_guesses() {
        simulator().addUser("anna", GOOD.reveal());
        assertThat(accounts().logIn(ANNA, GOOD, null)).isEqualTo(LogIn.ACCEPTED);
        simulator().goAway();
        for (int n = 0; n < 10; n++) {
            refused(Kind.AWAY, () -> accounts().logIn(ANNA, GOOD, null));
        }
        simulator().comeBack();
        assertThat(accounts().logIn(ANNA, GOOD, null)).isEqualTo(LogIn.ACCEPTED);
    }

    @Test
    void what_porters_own_log_ins_fail_with_counts_too() {
        simulator().addUser("anna", GOOD.reveal());
        var wrong = Map.of("password", "Wrong-Pass-1", "admin-password", "Wrong-Pass-2");
        var clock = new TestClock();
        try (var nas = Dsm.connect(simulator(), wrong, Dsm.FAST, clock)) {
            refused(Kind.NOT_SIGNED_IN, () -> nas.files().stat(NasPath.home(ANNA)));
            var its = nas.accounts().orElseThrow();
            refused(Kind.NOT_SIGNED_IN, () -> its.create(ANNA, GOOD));
            assertThat(nas.details()).anyMatch(line -> line.contains("lately: 2 of the 4"));
            assertThat(its.logIn(ANNA, new Secret("guess1"), null)).isEqualTo(LogIn.WRONG);
            assertThat(its.logIn(ANNA, new Secret("guess2"), null)).isEqualTo(LogIn.WRONG);
            assertThat(its.logIn(ANNA, GOOD, null)).isEqualTo(LogIn.LOCKED);
        }
    }

    @Test
    void guesses_keep_porter_itself_from_nothing_but_it_keeps_below_dsms_limit() {
        simulator().addUser("anna", GOOD.reveal());
        var clock = new TestClock();
        try (var nas = Dsm.connect(simulator(), Map.of(), Dsm.FAST, clock)) {
            var its = nas.accounts().orElseThrow();
            for (int n = 0; n < 4; n++) {
                assertThat(its.logIn(ANNA, new Secret("guess" + n), null)).isEqualTo(LogIn.WRONG);
            }
            simulator().expireSessions(119);
            assertThat(nas.files().stat(NasPath.home(ANNA))).isEmpty();
            simulator().expireSessions(119);
            simulator().refuseLogIn(DsmSimulator.SERVICE, 409);
            refused(Kind.NOT_SIGNED_IN, () -> nas.files().stat(NasPath.home(ANNA)));
            var before = simulator().logIns();
            simulator().expireSessions(119);
            assertThatExceptionOfType(NasException.class)
                    .isThrownBy(() -> its.setPassword(ANNA, GOOD))
                    .withMessageContaining("failed lately")
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.NOT_SIGNED_IN));
            assertThat(simulator().logIns()).isEqualTo(before);
        }
    }

    @Test
    void a_log_in_is_never_sent_twice() {
        simulator().addUser("anna", GOOD.reveal());
        assertThat(accounts().logIn(ANNA, GOOD, null)).isEqualTo(LogIn.ACCEPTED);
        var before = simulator().logIns();
        simulator().fault("SYNO.API.Auth.login", new Fault.Silence(true));
        refused(Kind.AWAY, () -> accounts().logIn(ANNA, new Secret("guess"), null));
        assertThat(simulator().logIns()).isEqualTo(before + 1);
    }
}
