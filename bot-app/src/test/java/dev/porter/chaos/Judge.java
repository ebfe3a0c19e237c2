package dev.porter.chaos;

import dev.porter.chaos.Ledger.Receipt;
import dev.porter.chaos.NasUnderFire.Kept;
import dev.porter.chat.Sizes;
import dev.porter.chat.Texts;
import dev.porter.core.Traces;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Holds what was promised against what is there.
final class Judge {
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_AMONG_OTHERS = 40;
    private static final Pattern NUMBERED = Pattern.compile("( \\(\\d+\\))(?=(\\.[^.]*)?$)");
    private static final Pattern TEMPORARY =
            Pattern.compile(
                    "(^|/)(spool/|tmp/porter-|porter-(manifest|copy|upload)|\\.porter-(upload|move)-|copy-[0-9a-f]{32}/)"
                            + "|\\.(part|tmp|new)$|-fresh\\.mv\\.db$");

    private final Findings findings;
    private final Map<String, List<Kept>> files;

    Judge(Findings findings, List<Kept> files) {
        this.findings = findings;
        this.files = files.stream().collect(Collectors.groupingBy(Kept::home));
    }

    /// Every receipt speaks of bytes that are where it says, and were there when it said so.
    ///
    /// @param homes the home of each chat
    /// @param sent what was sent in a chat, each as its digest
    void holdReceipts(
            List<Receipt> receipts, Map<Long, String> homes, Map<Long, Set<String>> sent) {
        for (var receipt : receipts) {
            var home = homes.getOrDefault(receipt.chat(), "nobody");
            if (!sent.getOrDefault(receipt.chat(), Set.of()).contains(receipt.sha256())) {
                findings.broken("%s was never sent: %s".formatted(home, receipt));
            } else if (files.getOrDefault(home, List.of()).stream()
                    .noneMatch(kept -> keeps(receipt, kept))) {
                findings.broken("%s does not have what this says: %s".formatted(home, receipt));
            }
        }
    }

    private static boolean keeps(Receipt receipt, Kept kept) {
        var slash = kept.path().lastIndexOf('/');
        return kept.sha256().equals(receipt.sha256())
                && kept.path().substring(0, Math.max(0, slash)).equals(receipt.folder())
                && Sizes.words(kept.size()).equals(receipt.size())
                && isName(receipt.name(), kept.path().substring(slash + 1))
                && !kept.since().isAfter(receipt.at());
    }

    /// A name on the NAS may carry a number; a receipt shows only its beginning.
    private static boolean isName(String shown, String name) {
        var plain = NUMBERED.matcher(name).replaceFirst("");
        return IntStream.of(LONGEST_NAME, LONGEST_AMONG_OTHERS)
                .anyMatch(most ->
                        same(shown, name, most)
                                || same(shown, plain, most)
                                || cutAlike(shown, plain, most));
    }

    private static boolean same(String shown, String name, int most) {
        return shown.equalsIgnoreCase(Texts.line(name, most));
    }

    /// A long name loses its end to the number.
    private static boolean cutAlike(String shown, String name, int longest) {
        var start = name.lastIndexOf('.') < 0 ? name : name.substring(0, name.lastIndexOf('.'));
        var most = Math.min(longest, start.codePointCount(0, start.length())) - 1;
        return most > LONGEST_NAME / 4
                && shown.startsWith(start.substring(0, start.offsetByCodePoints(0, most)));
    }

    /// No content is there twice for one account, and nothing is there that was not sent.
    ///
    /// @param sent what was sent for a home, each as its digest
    void countContents(Map<String, Set<String>> sent) {
        files.forEach((home, all) -> {
            var seen = new HashMap<String, String>();
            for (var kept : all) {
                if (isHidden(kept)) {
                    if (isTemporary(kept.path())) {
                        findings.leftover(home + "/" + kept.path());
                    }
                    continue;
                }
                var other = seen.putIfAbsent(kept.sha256(), kept.path());
                if (other != null) {
                    findings.doubled(
                            "%s has %s and %s, which are the same"
                                    .formatted(home, other, kept.path()));
                }
                if (!sent.getOrDefault(home, Set.of()).contains(kept.sha256())) {
                    findings.broken("%s has %s, which nobody sent".formatted(home, kept.path()));
                }
            }
        });
    }

    /// Whether it is Porter's own: nothing that people send is called so.
    private static boolean isHidden(Kept kept) {
        return ("/" + kept.path()).contains("/.");
    }

    /// The catalogue and the NAS speak of the same files.
    void holdCatalogue(List<Catalogued> catalogue) {
        var places = new HashSet<String>();
        for (var row : catalogue) {
            places.add(row.home() + "/" + row.path());
            if (files.getOrDefault(row.home(), List.of()).stream()
                    .noneMatch(kept ->
                            kept.path().equals(row.path())
                                    && kept.size() == row.size()
                                    && kept.sha256().equals(row.sha256()))) {
                findings.broken("the catalogue has, but not the NAS: " + row);
            }
        }
        files.forEach((home, all) ->
                all.stream()
                        .filter(kept -> !isHidden(kept))
                        .filter(kept -> !places.contains(home + "/" + kept.path()))
                        .forEach(kept ->
                                findings.leftover(
                                        "the NAS has, but not the catalogue: %s/%s"
                                                .formatted(home, kept.path()))));
    }

    /// Everything that was sent has come to a good end, once: a receipt that stands there twice
    /// hides none that is missing.
    ///
    /// @param sent how many files were sent for each home
    void countOutcomes(List<Outcome> outcomes, Map<String, Long> sent) {
        outcomes.stream()
                .filter(outcome -> !outcome.isStored())
                .forEach(outcome -> findings.broken("not stored in the end: " + outcome));
        var stored =
                outcomes.stream()
                        .filter(Outcome::isStored)
                        .collect(Collectors.groupingBy(Outcome::home, Collectors.counting()));
        Stream.concat(sent.keySet().stream(), stored.keySet().stream())
                .distinct()
                .filter(home -> !sent.getOrDefault(home, 0L).equals(stored.getOrDefault(home, 0L)))
                .forEach(home ->
                        findings.broken(
                                "%d files were sent for %s, and the database has stored %d"
                                        .formatted(
                                                sent.getOrDefault(home, 0L),
                                                home,
                                                stored.getOrDefault(home, 0L))));
    }

    /// Whether what is called so was not meant to stay.
    static boolean isTemporary(String path) {
        return TEMPORARY.matcher(path).find();
    }

    /// Nothing that was temporary is left beside the database.
    void searchData(Path data) {
        search(data, Judge::isTemporary);
    }

    /// Nothing is left in the system's folder for temporary files.
    void searchTemporary(Path folder) {
        search(folder, _ -> true);
    }

    private void search(Path folder, Predicate<String> wrong) {
        Traces.files(folder).stream()
                .filter(file -> wrong.test(folder.relativize(file).toString()))
                .sorted()
                .forEach(file -> findings.leftover(file.toString()));
    }
}
