package dev.porter.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porter.core.TestPatience;
import dev.porter.gateway.synology.simulator.DsmSimulator;
import dev.porter.gateway.synology.simulator.Profile;
import dev.porter.nas.HostileNames;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The main job with a Synology NAS behind Porter, as a simulated DSM of each kind plays it.
class SynologyTest {
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class OnDsm {
        private static final String CODE = "246810";
        private static final String STORED = "Stored and verified";

        private final DsmSimulator dsm;
        private House house;

        OnDsm(Profile profile) {
            dsm = DsmSimulator.start(profile);
        }

        @BeforeAll
        void open() {
            house =
                    House.open(
                            dsm.arguments(
                                    "--porter.nas.synology.quota=10GB",
                                    "--porter.nas.synology.group=family"));
        }

        @AfterAll
        void close() {
            house.close();
            dsm.close();
        }

        @Test
        void from_the_request_to_an_account_that_is_a_user_of_the_nas() {
            var ada = house.administrator();
            assertThat(dsm.user("ada")).containsEntry("expired", "normal");
            var kim = house.newcomer("Kim");
            kim.says("/start");
            kim.presses("Create my private account");
            kim.says("Kim, your neighbour");
            ada.presses(ada.hears("Kim, your neighbour"), "Approve");
            assertThat(kim.presses(kim.hears("Good news"), "Choose my user name"))
                    .contains("Which user name would you like?");
            assertThat(kim.says("porter-files")).contains("That name is taken");
            kim.says("kim");
            assertThat(kim.fillsIn(House.PASSWORD)).contains("the same name and password");
            assertThat(kim.presses("Create my account")).contains("Welcome, Kim!");
            assertThat(dsm.user("kim"))
                    .containsEntry("expired", "normal")
                    .containsEntry("quota", 10_240L);
            // Until then it carries the mark of a creation that may have been cut.
            await().untilAsserted(
                            () -> assertThat(dsm.user("kim")).containsEntry("description", "Kim"));
            assertThat(kim.says("/status"))
                    .contains("used of 11 GB")
                    .contains("Stored on: the Synology NAS");
        }

        @Test
        void a_member_invites_somebody_who_gets_a_user_of_the_nas_and_logs_out() {
            var quinn = house.member("quinn");
            var ada = house.administrator();
            quinn.says("/menu");
            quinn.presses("Invite");
            quinn.presses("Invite somebody");
            assertThat(quinn.says("Rosa from the choir"))
                    .contains("I have asked the administrator");
            ada.presses(ada.hears("Rosa from the choir"), "Approve");
            var told = quinn.hears("you may invite “Rosa from the choir”");
            var code = House.code(quinn.presses(told, "Show the message"));

            var rosa = house.newcomer("Rosa");
            assertThat(rosa.says("/start " + code)).contains("Your invite is good");
            House.signUp(rosa, "rosa");
            await().untilAsserted(() ->
                    assertThat(dsm.user("rosa"))
                            .containsEntry("expired", "normal")
                            .containsEntry("description", "Rosa"));
            assertThat(dsm.user("rosa").get("groups")).asString().contains("family");
            rosa.sends("note.txt", new byte[1_500]);
            rosa.hears(STORED);
            assertThat(rosa.says("/menu"))
                    .contains("Your NAS, Rosa")
                    .contains("Last backup: note.txt")
                    .contains("Space: 1.5 kB used of 11 GB");
            assertThat(rosa.says("/logout")).contains("You are logged out of this chat");
            assertThat(rosa.says("/files")).contains("You need to be logged in");
            assertThat(logsIn(rosa, "rosa", House.PASSWORD)).contains("Welcome back");
            assertThat(rosa.says("/files")).contains("note.txt");
        }

        @Test
        void many_files_in_one_go_get_a_receipt_each_and_one_summary() throws IOException {
            var hal = house.member("hal");
            var files = new LinkedHashMap<String, byte[]>();
            for (var i = 1; i <= 12; i++) {
                files.put("page %d.pdf".formatted(i), Samples.pdf("page " + i));
            }
            files.put("page 1 again.pdf", Samples.pdf("page 1"));
            hal.sendsTogether(files);
            var summary = hal.hears("All 13 files are stored and verified");
            assertThat(summary.words()).contains("12 new").contains("1 I had already");
            for (var i = 1; i <= 12; i++) {
                assertThat(hal.hears(". page %d.pdf · ".formatted(i)).words()).contains("SHA-256");
            }
            // What came twice is taken away after that.
            await().untilAsserted(() -> assertThat(storedOf("hal")).hasSize(12));
        }

        @Test
        void hostile_names_are_only_names() throws IOException {
            var ike = house.member("ike");
            var names = new ArrayList<>(HostileNames.all());
            names.addAll(
                    List.of(
                            "../../../../etc/cron.d/porter",
                            "..\\..\\windows\\system32\\calc.exe",
                            "/etc/passwd",
                            "line\nbreak.txt",
                            "nul\0byte.txt",
                            ".",
                            "..",
                            ".porter-upload-1",
                            " "));
            var files = new LinkedHashMap<String, byte[]>();
            names.forEach(name -> files.put(name, ("content of " + name).getBytes(UTF_8)));
            ike.sendsTogether(files);
            ike.hears("All %d files are stored and verified".formatted(files.size()));
            var stored = storedOf("ike");
            assertThat(stored)
                    .hasSize(files.size())
                    .allMatch(path -> path.matches("/homes/ike/Backup/[^/]+/[^/\\\\:\\p{Cntrl}]+"))
                    .noneMatch(path -> path.contains("/."));
            var contents = new ArrayList<String>();
            for (var path : stored) {
                contents.add(new String(dsm.content(path), UTF_8));
            }
            assertThat(contents)
                    .containsExactlyInAnyOrderElementsOf(
                            names.stream().map(name -> "content of " + name).toList());
            ike.says("/verify");
            ike.hears("Everything is safe");
        }

        @Test
        void a_file_is_renamed_moved_deleted_and_brought_back() throws IOException {
            var max = house.member("max");
            var scan = Samples.pdf("max scan");
            max.sends("Scan 1.pdf", scan);
            max.presses(max.hears(STORED), "Open");
            max.presses("Rename");
            assertThat(max.says("Passport")).contains("Renamed.").contains("Passport.pdf");
            max.presses("Move");
            assertThat(max.says("Papers/2026")).contains("Moved to Papers/2026.");
            assertThat(storedOf("max")).containsExactly("/homes/max/Papers/2026/Passport.pdf");

            assertThat(max.presses("Delete")).contains("in the bin");
            assertThat(max.says("passport")).contains("I found nothing");
            assertThat(storedOf("max")).hasSize(1).allMatch(path -> path.contains("/.porter/bin/"));
            max.says("/files");
            assertThat(max.presses("Bin")).contains("Passport.pdf");
            assertThat(max.presses("Undo")).contains("It is back.").contains("Folder: Papers/2026");
            assertThat(storedOf("max")).containsExactly("/homes/max/Papers/2026/Passport.pdf");
            max.says("/restore passport");
            max.hears("is back, bit for bit");
            assertThat(Samples.sha256(max.fetches(max.handed()))).isEqualTo(Samples.sha256(scan));
        }

        /// The files in a home, but not the folders that lead to them, nor what DSM keeps there.
        private List<String> storedOf(String userName) {
            return dsm.files("/homes/" + userName);
        }

        @Test
        void a_file_is_stored_known_again_changed_restored_and_verified() throws IOException {
            var lee = house.member("lee");
            var first = Samples.pdf("the first");
            var second = Samples.pdf("the second");
            lee.sends("Contract.pdf", first);
            lee.hears("Stored and verified");
            lee.sends("Contract.pdf", first);
            lee.hears("Already stored");
            lee.sends("Contract.pdf", second);
            assertThat(lee.hears("Stored and verified").words()).contains("This is version 2");
            assertThat(dsm.tree("/homes/lee"))
                    .filteredOn(path -> path.contains("Contract"))
                    .hasSize(2)
                    .anyMatch(path -> path.endsWith("/Contract.pdf"))
                    .anyMatch(path -> path.endsWith("/Contract (2).pdf"));
            await().atMost(TestPatience.LONGEST)
                    .until(() ->
                            dsm.tree("/homes/lee").stream()
                                    .noneMatch(path -> path.contains("/.porter-")));

            lee.says("/files");
            lee.presses("1");
            lee.presses("Versions");
            lee.presses("⬇ 1");
            lee.hears("is back, bit for bit");
            assertThat(Samples.sha256(lee.fetches(lee.handed()))).isEqualTo(Samples.sha256(first));
            lee.says("/restore Contract.pdf");
            lee.hears("is back, bit for bit");
            assertThat(Samples.sha256(lee.fetches(lee.handed()))).isEqualTo(Samples.sha256(second));

            lee.says("/verify");
            lee.hears("Everything is safe");
            dsm.tamper(
                    dsm.tree("/homes/lee").stream()
                            .filter(path -> path.endsWith("/Contract (2).pdf"))
                            .findFirst()
                            .orElseThrow());
            lee.says("/verify");
            lee.hears("1 of 2 are not safe");
        }

        @Test
        void a_second_identity_logs_in_with_the_second_step_of_the_nas() {
            var mia = house.member("mia");
            mia.sends("note.txt", "a note".getBytes(UTF_8));
            mia.hears("Stored and verified");
            dsm.requireCode("mia", CODE);
            var tablet = house.newcomer("Mia's tablet");
            tablet.says("/login");
            tablet.says("mia");
            assertThat(tablet.fillsIn(House.PASSWORD)).contains("Which code");
            assertThat(tablet.fillsIn("000000")).contains("That code is not right");
            assertThat(tablet.fillsIn(CODE)).contains("Welcome back");
            assertThat(tablet.chat().toString())
                    .doesNotContain(House.PASSWORD)
                    .doesNotContain(CODE);
            mia.hears("Mia's tablet on the web page has just logged in with your account");
            assertThat(tablet.says("/files")).contains("note.txt");
        }

        @Test
        void an_administrator_resets_a_password_and_switches_an_account_off_and_on() {
            var noa = house.member("noa");
            var ada = house.administrator();
            House.opens(ada, "noa");
            ada.presses("Reset password");
            assertThat(ada.presses("Yes, reset it")).contains("New password for noa");
            var fresh =
                    ada.message("New password for noa").text().lines().findFirst().orElseThrow();
            assertThat(noa.says("/files")).contains("You need to be logged in");
            assertThat(logsIn(noa, "noa", House.PASSWORD)).contains("do not go together");
            assertThat(logsIn(noa, "noa", fresh)).contains("Welcome back");

            House.opens(ada, "noa");
            ada.presses("Switch off");
            assertThat(ada.presses("Yes, switch it off")).contains("Switched off.");
            assertThat(dsm.user("noa")).containsEntry("expired", "now");
            assertThat(noa.says("/files")).contains("switched off");
            assertThat(logsIn(house.newcomer("Noa's phone"), "noa", fresh))
                    .contains("switched off");
            ada.presses("Switch on");
            assertThat(ada.presses("Yes, switch it on")).contains("Switched on.");
            assertThat(dsm.user("noa")).containsEntry("expired", "normal");
            assertThat(noa.says("/files")).contains("There is nothing here yet");
        }

        private static String logsIn(WebPerson person, String userName, String password) {
            person.says("/login");
            person.says(userName);
            return person.fillsIn(password);
        }

        @Test
        void pictures_that_a_phone_stored_are_seen_and_brought_back() throws IOException {
            assumeTrue(dsm.profile() != Profile.GUIDE, "It has no Photos.");
            var rio = house.member("rio");
            var picture = Samples.jpeg("Pixel");
            dsm.arrive(
                    "rio",
                    "Rio's Pixel",
                    "beach.jpg",
                    picture,
                    Instant.parse("2026-11-22T10:00:00Z"));
            assertThat(rio.says("/photos")).contains("Rio's Pixel: newest picture of 22 Nov 2026");
            rio.presses("Timeline");
            assertThat(rio.fillsIn(House.PASSWORD)).contains("Your library is open");
            assertThat(rio.chat().toString()).doesNotContain(House.PASSWORD);
            rio.presses("Timeline");
            assertThat(rio.presses("22 Nov 2026 · 1")).contains("1. beach.jpg");
            rio.presses("🔍 1");
            rio.presses("Bring it here");
            rio.hears("beach.jpg is here: the original");
            assertThat(Samples.sha256(rio.fetches(rio.handed())))
                    .isEqualTo(Samples.sha256(picture));
        }

        @Test
        void a_link_to_one_file_is_made_and_ended() throws IOException {
            var sue = house.member("sue");
            sue.sends("Map.pdf", Samples.pdf("a map"));
            sue.presses(sue.hears("Stored and verified"), "Open");
            sue.presses("Link");
            assertThat(sue.presses("7 days"))
                    .containsPattern("/(fb)?sharing/")
                    .contains("Password: ");
            assertThat(sue.presses("My links")).contains("1. Map.pdf · until");
            assertThat(sue.presses("End 1")).contains("You have no links");
        }

        @Test
        void others_send_files_through_a_link_until_it_is_ended() throws IOException {
            assumeTrue(dsm.profile() != Profile.GUIDE, "It has no file requests.");
            var ivo = house.member("ivo");
            assertThat(ivo.says("/drive")).contains("nothing here yet");
            ivo.presses("Let others send me files");
            ivo.says("Summer party");
            var words = ivo.presses("7 days");
            assertThat(words).contains("/sharing/").contains("in “Received/Summer party”");
            var id = words.replaceAll("(?s).*/sharing/(\\w+).*", "$1");
            var password = words.replaceAll("(?s).*Password: (\\w+).*", "$1");
            dsm.putThrough(id, password, "Grandpa", "cake.jpg", Samples.jpeg("Pixel"));
            assertThat(ivo.says("/drive Received/Summer party")).contains("Grandpa (ivo)");
            ivo.presses("1");
            ivo.hears("cake.jpg");
            ivo.presses("My links");
            assertThat(ivo.presses("End 1")).contains("You have no links");
        }

        @Test
        void no_secret_of_the_nas_stands_in_an_address_that_is_logged() {
            house.member("pia");
            assertThat(dsm.addresses())
                    .noneMatch(address -> address.contains("passwd") || address.contains("_sid="))
                    .noneMatch(address -> address.contains(DsmSimulator.SERVICE_PASSWORD));
        }
    }

    @Nested
    class AsTheGuideSays extends OnDsm {
        AsTheGuideSays() {
            super(Profile.GUIDE);
        }
    }

    @Nested
    class AsDsm721 extends OnDsm {
        AsDsm721() {
            super(Profile.DSM721);
        }
    }

    @Nested
    class AsDsm73 extends OnDsm {
        AsDsm73() {
            super(Profile.DSM73);
        }
    }
}
