package dev.porter.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.porter.app.WebPerson.Message;
import dev.porter.core.TestPatience;
import dev.porter.nas.HostileNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Point 7: files go to the NAS, and a receipt is a promise.
@ExtendWith(House.Shared.class)
class BackupTest {
    private static final String STORED = "Stored and verified";

    private final House house;

    BackupTest(House house) {
        this.house = house;
    }

    @Test
    void every_type_gets_a_receipt_and_comes_back_bit_for_bit() throws IOException {
        var finn = house.member("finn");
        var files = new LinkedHashMap<String, byte[]>();
        files.put("Invoice March.pdf", Samples.pdf("Invoice 4711"));
        files.put("Beach.jpg", Samples.jpeg("Porter Camera"));
        files.put("nothing.txt", new byte[0]);
        files.put("no extension", Samples.random(5, 70_001).readAllBytes());
        for (var file : files.entrySet()) {
            var month = YearMonth.now(ZoneId.systemDefault());
            finn.sends(file.getKey(), file.getValue());
            var receipt = finn.hears(STORED);
            assertThat(receipt.words())
                    .contains(file.getKey())
                    .contains("SHA-256: " + Samples.sha256(file.getValue()))
                    .containsAnyOf(
                            "Folder: Backup/" + month, "Folder: Backup/" + month.plusMonths(1));
            finn.presses(receipt, "Open");
            finn.presses("Restore");
            finn.hears("is back, bit for bit");
            var back = finn.handed();
            assertThat(back.name()).isEqualTo(file.getKey());
            assertThat(back.size()).isEqualTo(file.getValue().length);
            assertThat(Samples.sha256(finn.fetches(back)))
                    .isEqualTo(Samples.sha256(file.getValue()));
        }
        assertThat(finn.message("nothing.txt").words()).contains("nothing.txt");
        var status = finn.says("/status");
        assertThat(status)
                .contains("Last backup: no extension")
                .contains("Files: 4")
                .contains("Space: 7")
                .contains("the computer at home");
        assertThat(house.filesOf("finn")).hasSize(4);
    }

    @Test
    void a_large_file_comes_back_bit_for_bit() {
        var gus = house.member("gus");
        gus.sends("film.bin", Samples.LARGE, () -> Samples.random(42, Samples.LARGE));
        var seen = gus.follows(STORED);
        var receipt = seen.getLast();
        assertThat(seen.stream().filter(message -> message.id() == receipt.id()))
                .extracting(Message::text)
                .as("what the line said on its way")
                .doesNotHaveDuplicates();
        assertThat(receipt.words())
                .contains("film.bin")
                .contains("210 MB")
                .contains(Samples.sha256(Samples.random(42, Samples.LARGE)));

        gus.presses(receipt, "Open");
        gus.presses("Restore");
        gus.hears("is back, bit for bit");
        var back = gus.handed();
        assertThat(back.size()).isEqualTo(Samples.LARGE);
        assertThat(Samples.sha256(gus.fetches(back)))
                .isEqualTo(Samples.sha256(Samples.random(42, Samples.LARGE)));
    }

    @Test
    void many_files_in_one_go_get_a_receipt_each_and_one_summary() {
        var hal = house.member("hal");
        var files = new LinkedHashMap<String, byte[]>();
        for (var i = 1; i <= 12; i++) {
            files.put("page %d.pdf".formatted(i), Samples.pdf("page " + i));
        }
        files.put("page 1 again.pdf", Samples.pdf("page 1"));
        hal.sendsTogether(files);
        var seen = hal.follows("All 13 files are stored and verified");
        assertThat(seen.getLast().words()).contains("12 new").contains("1 I had already");
        for (var i = 1; i <= 12; i++) {
            assertThat(hal.hears(". page %d.pdf · ".formatted(i)).words()).contains("SHA-256");
        }
        assertThat(
                        hal.chat().stream()
                                .filter(Message::porters)
                                .filter(message -> message.words().contains("All 13 files")))
                .hasSize(1);
        keeps("hal", 12);
    }

    /// What was brought for one that was there already is taken away a moment later.
    private void keeps(String userName, int files) {
        await().atMost(TestPatience.LONGEST)
                .untilAsserted(() -> assertThat(house.filesOf(userName)).hasSize(files));
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
                        "C:\\boot.ini",
                        "line\nbreak.txt",
                        "tab\there.txt",
                        "nul\0byte.txt",
                        "bell\u0007.txt",
                        ".",
                        "..",
                        ".porter",
                        " "));
        var files = new LinkedHashMap<String, byte[]>();
        for (var name : names) {
            files.put(name, ("content of " + name).getBytes(StandardCharsets.UTF_8));
        }
        ike.sendsTogether(files);
        ike.hears("All %d files are stored and verified".formatted(files.size()));

        var stored = house.filesOf("ike");
        assertThat(stored).hasSize(files.size());
        var home = house.nas().resolve("ike").resolve("Backup");
        for (var file : stored) {
            assertThat(file).startsWith(home);
            assertThat(home.relativize(file).getNameCount()).isEqualTo(2);
            var name = file.getFileName().toString();
            assertThat(name).doesNotStartWith(".").doesNotContainPattern("[\\p{Cntrl}/\\\\:]");
        }
        var contents = new ArrayList<String>();
        for (var file : stored) {
            contents.add(Files.readString(file));
        }
        assertThat(contents)
                .containsExactlyInAnyOrderElementsOf(
                        names.stream().map(name -> "content of " + name).toList());
        ike.sends("", "no name at all".getBytes(StandardCharsets.UTF_8));
        assertThat(ike.hears(STORED).words()).contains("file-");
    }

    @Test
    void the_same_content_again_is_recognised_and_new_content_is_a_new_version() {
        var jan = house.member("jan");
        var first = Samples.pdf("first");
        var second = Samples.pdf("second");
        jan.sends("Will.pdf", first);
        jan.hears(STORED);
        jan.sends("Will.pdf", first);
        jan.hears("Already stored");
        jan.sends("Last will.pdf", first);
        assertThat(jan.hears("Already stored").words()).contains("already as Will.pdf");
        jan.sends("Will.pdf", second);
        assertThat(jan.hears(STORED).words()).contains("This is version 2");
        keeps("jan", 2);

        jan.presses("Open");
        assertThat(jan.presses("Versions")).contains("2. ").contains("1. ");
        var versions = jan.last();
        jan.presses(versions, "⬇ 1");
        jan.hears("is back, bit for bit");
        assertThat(Samples.sha256(jan.fetches(jan.handed()))).isEqualTo(Samples.sha256(first));
        jan.presses(versions, "⬇ 2");
        jan.hears("is back, bit for bit");
        assertThat(Samples.sha256(jan.fetches(jan.handed()))).isEqualTo(Samples.sha256(second));
    }

    @Test
    void without_an_account_nothing_is_taken() {
        var stranger = house.newcomer("Courier");
        assertThat(stranger.sends("parcel.bin", new byte[100]))
                .contains("once you have an account");
        assertThat(stranger.chat().toString()).doesNotContain("⏳");
    }
}
