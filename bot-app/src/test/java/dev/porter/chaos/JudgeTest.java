package dev.porter.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.chaos.Ledger.Receipt;
import dev.porter.chaos.NasUnderFire.Kept;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgeTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Kept KEPT = kept("Backup/2026-11/a.txt", "aa", NOON);

    private final Findings findings = new Findings();

    private static Kept kept(String path, String sha256, Instant since) {
        return new Kept("ada", path, 3, sha256, since);
    }

    private static Receipt receipt(String name, String size, String folder, String sha256) {
        return new Receipt(1, NOON, name, size, folder, sha256);
    }

    private void hold(Kept kept, Receipt receipt) {
        new Judge(findings, List.of(kept))
                .holdReceipts(List.of(receipt), Map.of(1L, "ada"), Map.of(1L, Set.of("aa", "bb")));
    }

    @Test
    void a_receipt_for_what_is_there_is_kept() {
        hold(KEPT, receipt("a.txt", "3 bytes", "Backup/2026-11", "aa"));
        hold(
                kept("Backup/2026-11/a (2).txt", "aa", NOON),
                receipt("a.txt", "3 bytes", "Backup/2026-11", "aa"));
        assertThat(findings.all()).isEmpty();
    }

    @Test
    void a_receipt_for_anything_else_is_broken() {
        hold(KEPT, receipt("b.txt", "3 bytes", "Backup/2026-11", "aa"));
        hold(KEPT, receipt("a.txt", "4 bytes", "Backup/2026-11", "aa"));
        hold(KEPT, receipt("a.txt", "3 bytes", "Backup/2026-12", "aa"));
        hold(KEPT, receipt("a.txt", "3 bytes", "Backup/2026-11", "bb"));
        hold(
                kept("Backup/2026-11/a.txt", "aa", NOON.plusMillis(1)),
                receipt("a.txt", "3 bytes", "Backup/2026-11", "aa"));
        assertThat(findings.all()).hasSize(5).allMatch(line -> line.contains("does not have"));
    }

    @Test
    void every_receipt_in_a_message_is_read() {
        var digests = List.of("a", "b", "c", "d").stream().map(one -> one.repeat(64)).toList();
        var text =
                """
                ✅ All 4 files are stored and verified
                3 new · 12 bytes in all

                Folder: Backup/2026-11
                1. a.txt · 3 bytes
                SHA-256: %s
                2. b · 3 bytes.txt · 1 byte · version 2
                SHA-256: %s
                Folder: Papers
                10. c.txt · 1.2 MB · I had it already (d · 4 bytes)
                SHA-256: %s

                e.txt
                3 bytes · Folder: your home
                SHA-256: %s\
                """
                        .formatted(digests.toArray());
        assertThat(Receipt.in(text, 1, NOON))
                .containsExactlyInAnyOrder(
                        receipt("a.txt", "3 bytes", "Backup/2026-11", digests.get(0)),
                        receipt("b · 3 bytes.txt", "1 byte", "Backup/2026-11", digests.get(1)),
                        receipt("c.txt", "1.2 MB", "Papers", digests.get(2)),
                        receipt("e.txt", "3 bytes", "your home", digests.get(3)));
    }

    @Test
    void a_receipt_for_what_nobody_sent_is_broken() {
        hold(kept("a.txt", "cc", NOON), receipt("a.txt", "3 bytes", "", "cc"));
        assertThat(findings.all()).singleElement().asString().contains("was never sent");
    }

    @Test
    void the_same_content_twice_is_doubled() {
        new Judge(findings, List.of(KEPT, kept("other.txt", "aa", NOON)))
                .countContents(Map.of("ada", Set.of("aa")));
        assertThat(findings.all()).singleElement().asString().startsWith("doubled");
    }

    @Test
    void what_nobody_sent_is_broken_and_what_is_temporary_is_left_over() {
        new Judge(
                        findings,
                        List.of(
                                kept("strange.txt", "cc", NOON),
                                kept("Backup/2026-11/.porter-1.part", "aa", NOON)))
                .countContents(Map.of("ada", Set.of("aa")));
        assertThat(findings.all())
                .anyMatch(line -> line.startsWith("broken"))
                .anyMatch(line -> line.startsWith("left over"))
                .hasSize(2);
    }

    @Test
    void the_catalogue_must_know_what_is_there_and_nothing_else() {
        new Judge(findings, List.of(KEPT))
                .holdCatalogue(List.of(new Catalogued("ada", "gone.txt", 3, "bb")));
        assertThat(findings.all())
                .anyMatch(line -> line.startsWith("broken"))
                .anyMatch(line -> line.startsWith("left over"))
                .hasSize(2);
    }

    @Test
    void every_file_that_was_sent_is_stored_in_the_end_once_and_no_other() {
        var judge = new Judge(findings, List.of());
        var stored = new Outcome("ada", "a.txt", "STORED");
        var known = new Outcome("ada", "b.txt", "DUPLICATE");
        judge.countOutcomes(List.of(stored, known), Map.of("ada", 2L));
        assertThat(findings.all()).isEmpty();
        judge.countOutcomes(List.of(stored), Map.of("ada", 2L));
        judge.countOutcomes(List.of(stored, known, known), Map.of("ada", 2L));
        judge.countOutcomes(List.of(stored), Map.of());
        assertThat(findings.all()).hasSize(3).allMatch(line -> line.contains("were sent for ada"));
    }

    @Test
    void what_is_open_or_given_up_in_the_end_is_broken() {
        var judge = new Judge(findings, List.of());
        for (var state : List.of("ARRIVING", "ACCEPTED", "VERIFIED", "FAILED")) {
            judge.countOutcomes(List.of(new Outcome("ada", "a.txt", state)), Map.of("ada", 0L));
        }
        assertThat(findings.all())
                .hasSize(4)
                .allMatch(line -> line.startsWith("broken: not stored in the end"));
    }

    @Test
    void temporary_files_beside_the_database_are_left_over(@TempDir Path data) throws Exception {
        Files.createDirectories(data.resolve("spool"));
        Files.createFile(data.resolve("spool/1"));
        Files.createFile(data.resolve("porter.mv.db"));
        new Judge(findings, List.of()).searchData(data);
        assertThat(findings.all()).singleElement().asString().contains("spool");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "database-backups/porter-2026-11-30T10-00-00Z.sql.gz.part",
                "tmp/porter-manifest123.jsonl",
                "tmp/porter-copy123.sql.gz",
                "tmp/porter-upload123",
                "tmp/porter-export123"
            })
    void what_was_temporary_below_the_data_folder_is_left_over(String file, @TempDir Path data)
            throws Exception {
        Files.createDirectories(data.resolve("database-backups"));
        Files.createFile(data.resolve("database-backups/porter-2026-11-30T10-00-00Z.sql.gz"));
        Files.createDirectories(data.resolve("tmp"));
        Files.createFile(data.resolve(file));
        new Judge(findings, List.of()).searchData(data);
        assertThat(findings.all()).singleElement().asString().endsWith(file);
    }

    @Test
    void the_systems_temporary_folder_has_nothing_of_porters(@TempDir Path temporary)
            throws Exception {
        Files.createDirectories(temporary.resolve("tomcat.0.123/work"));
        Files.createFile(temporary.resolve("tomcat.0.123/work/upload.tmp"));
        new Judge(findings, List.of()).searchTemporary(temporary);
        assertThat(findings.all()).singleElement().asString().endsWith("upload.tmp");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".porter/catalogue/2026-11-30T10-00-00Z-0123456789abcdef.jsonl.part",
                ".porter/copy-0123456789abcdef0123456789abcdef/a.txt",
                "Backup/2026-11/.porter-upload-7f0e",
                "Backup/2026-11/.porter-move-7f0e"
            })
    void what_was_on_its_way_in_a_home_is_left_over(String path) {
        new Judge(
                        findings,
                        List.of(
                                kept(path, "aa", NOON),
                                kept(".porter/catalogue/2026-0123.jsonl", "aa", NOON)))
                .countContents(Map.of());
        assertThat(findings.all()).containsExactly("left over: ada/" + path);
    }

    @Test
    void the_line_with_which_a_run_ends_counts_what_is_wrong() {
        findings.leftover("a.txt");
        assertThat(findings.line(new Findings.Figures(1, 2, 3, 4, 5)))
                .isEqualTo(
                        "chaos: kills=1 faults=2 sent=3 receipts=4 broken=0 doubled=0 leftovers=1"
                                + " seed=5");
    }
}
