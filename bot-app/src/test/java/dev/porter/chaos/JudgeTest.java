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
    void temporary_files_beside_the_database_are_left_over(@TempDir Path data) throws Exception {
        Files.createDirectories(data.resolve("spool"));
        Files.createFile(data.resolve("spool/1"));
        Files.createFile(data.resolve("porter.mv.db"));
        new Judge(findings, List.of()).searchData(data);
        assertThat(findings.all()).singleElement().asString().contains("spool");
        assertThat(findings.line(new Findings.Figures(1, 2, 3, 4, 5)))
                .isEqualTo(
                        "chaos: kills=1 faults=2 sent=3 receipts=4 broken=0 doubled=0 leftovers=1"
                                + " seed=5");
    }
}
