package dev.porter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.JdbcTemplate;

/// Point 8: finding files again, and what can be done with them.
@ExtendWith(House.Shared.class)
class FilesTest {
    private final House house;

    FilesTest(House house) {
        this.house = house;
    }

    private WebPerson memberWith(String userName, String... names) throws IOException {
        var member = house.member(userName);
        var files = new LinkedHashMap<String, byte[]>();
        for (var name : names) {
            files.put(
                    name,
                    name.endsWith(".jpg") ? Samples.jpeg(name) : Samples.pdf(userName + name));
        }
        if (files.size() == 1) {
            var only = files.firstEntry();
            member.sends(only.getKey(), only.getValue());
            member.hears("Stored and verified");
        } else {
            member.sendsTogether(files);
            member.hears("files are stored and verified");
            for (var name : names) {
                member.hears(". " + name + " · ");
            }
        }
        return member;
    }

    @Test
    void my_files_come_in_pages_newest_first() throws IOException {
        var names = new String[20];
        for (var i = 0; i < names.length; i++) {
            names[i] = "letter-%02d.pdf".formatted(i + 1);
        }
        var kai = memberWith("kai", names);
        kai.says("/menu");
        assertThat(kai.presses("My files"))
                .contains("1. letter-20.pdf")
                .contains("8. letter-13.pdf")
                .doesNotContain("letter-12.pdf");
        assertThat(kai.presses("Older")).contains("9. letter-12.pdf").contains("16. letter-05.pdf");
        assertThat(kai.presses("Older")).contains("20. letter-01.pdf");
        assertThat(kai.last().labels()).doesNotContain("Older ▶");
        assertThat(kai.presses("Newer")).contains("9. letter-12.pdf");
    }

    @Test
    void a_file_is_found_by_any_part_of_its_name_by_type_and_by_month() throws IOException {
        var lou = memberWith("lou", "Rechnung März.pdf", "Strand.jpg", "100%_sicher.pdf");
        assertThat(lou.says("MÄRZ")).contains("1. Rechnung März.pdf").doesNotContain("Strand");
        assertThat(lou.says("/files ran")).contains("1. Strand.jpg").doesNotContain("Rechnung");
        assertThat(lou.says("%")).contains("100%_sicher.pdf").doesNotContain("Strand");
        assertThat(lou.says("nothing like that")).contains("I found nothing");

        lou.says("/files");
        lou.presses("By name");
        assertThat(lou.says("rechn")).contains("1. Rechnung März.pdf");
        lou.presses("By type");
        assertThat(lou.presses("Pictures")).contains("1. Strand.jpg").doesNotContain(".pdf");
        lou.presses("By type");
        assertThat(lou.presses("Documents")).contains("Rechnung").doesNotContain("Strand");
        lou.presses("By type");
        assertThat(lou.presses("Videos")).contains("nothing of that kind yet");

        house.part(JdbcTemplate.class)
                .update(
                        "UPDATE stored_file SET stored_at = DATEADD(MONTH, -2, stored_at)"
                                + " WHERE name = 'Strand.jpg'");
        var months = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);
        lou.says("/files");
        lou.presses("By month");
        assertThat(lou.presses(months.format(YearMonth.now(ZoneId.systemDefault()).minusMonths(2))))
                .contains("1. Strand.jpg")
                .doesNotContain("Rechnung");
        lou.presses("By month");
        assertThat(lou.presses(months.format(YearMonth.now(ZoneId.systemDefault()))))
                .contains("Rechnung")
                .doesNotContain("Strand");
    }

    @Test
    void a_file_is_renamed_moved_deleted_and_brought_back() throws IOException {
        var max = memberWith("max", "Scan 1.pdf");
        var sent = Samples.sha256(Samples.pdf("maxScan 1.pdf"));
        max.presses("Open");
        max.presses("Rename");
        assertThat(max.says("Passport")).contains("Renamed.").contains("Passport.pdf");
        max.presses("Move");
        assertThat(max.says("Papers/2026"))
                .contains("Moved to Papers/2026.")
                .contains("Folder: Papers/2026");
        assertThat(house.nas().resolve("max/Papers/2026/Passport.pdf")).exists();

        assertThat(max.presses("Delete")).contains("in the bin").contains("30 days");
        assertThat(max.says("passport")).contains("I found nothing");
        max.says("/files");
        assertThat(max.presses("Bin")).contains("Passport.pdf").contains("gone for good on");
        assertThat(max.presses("Undo")).contains("It is back.").contains("Folder: Papers/2026");
        max.presses("Delete");
        max.presses("Bin");
        assertThat(max.presses("↩ 1")).contains("It is back.");

        max.says("/restore passport");
        max.hears("is back, bit for bit");
        assertThat(Samples.sha256(max.fetches(max.handed()))).isEqualTo(sent);

        max.presses("Rename");
        assertThat(max.presses("Leave it")).contains("I changed nothing");
        max.says("/files");
        max.presses("1");
        max.presses("Rename");
        assertThat(max.says("../../../etc/passwd")).contains("Renamed.");
        assertThat(house.filesOf("max"))
                .hasSize(1)
                .allMatch(file -> file.startsWith(house.nas().resolve("max/Papers/2026")));
    }

    @Test
    void a_file_that_was_damaged_on_the_nas_is_reported_and_never_delivered() throws IOException {
        var nel = memberWith("nel", "Diploma.pdf");
        try (var disk = new RandomAccessFile(house.filesOf("nel").getFirst().toFile(), "rw")) {
            disk.seek(100);
            var one = disk.read();
            disk.seek(100);
            disk.write(one ^ 1);
        }
        nel.presses("Open");
        nel.presses("Restore");
        nel.hears("is missing or not what you sent");
        assertThat(nel.chat()).noneMatch(message -> message.file() != null);
        var told = house.administrator().hears("A stored file is damaged");
        assertThat(told.words()).contains("A file of nel").doesNotContain("Diploma");
        nel.says("/verify");
        assertThat(nel.hears("1 of 1 are not safe").words()).contains("Diploma.pdf");
        nel.sends("Diploma.pdf", Samples.pdf("nelDiploma.pdf"));
        nel.hears("Stored and verified");
        nel.presses("Open");
        nel.presses("Restore");
        nel.hears("is back, bit for bit");
    }

    @Test
    void everything_is_read_back_when_asked_whether_it_is_safe() throws IOException {
        var oli = memberWith("oli", "a.pdf", "b.pdf", "c.jpg");
        oli.says("/verify");
        assertThat(oli.hears("Everything is safe").words()).contains("all 3 files");
    }

    @Test
    void what_is_yours_is_only_yours() throws IOException {
        var pam = memberWith("pam", "Diary.pdf");
        pam.presses("Open");
        var hers = pam.last();
        var ron = memberWith("ron", "Recipes.pdf");
        for (var key : hers.buttons()) {
            var answer = ron.pressesValue(String.valueOf(key.value()), ron.last());
            assertThat(answer).as(key.label()).doesNotContain("Diary");
        }
        assertThat(ron.says("Diary")).contains("I found nothing");
        assertThat(ron.says("/drive ../pam")).doesNotContain("Diary");
        assertThat(ron.chat()).noneMatch(message -> message.file() != null);
        assertThat(pam.says("diary")).contains("1. Diary.pdf");
    }
}
