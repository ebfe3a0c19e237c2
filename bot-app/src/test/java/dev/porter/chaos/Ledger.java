package dev.porter.chaos;

import dev.porter.chat.Texts;
import dev.porter.files.SafeName;
import dev.porter.telegram.BotApiEmulator;
import dev.porter.telegram.EmulatedMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What people were told.
final class Ledger {
    private static final int LONGEST_NAME = 80;

    /// One file, and each of several in one message.
    private static final Pattern RECEIPT =
            Pattern.compile("(?m)^(.*)\\n(.*) · Folder: (.*)\\nSHA-256: ([0-9a-f]{64})$");

    private static final Pattern FOLDER = Pattern.compile("Folder: (.*)");
    private static final Pattern AMONG_OTHERS =
            Pattern.compile(
                    "\\d+\\. (.*) · ([0-9.]+ (?:bytes?|[kMG]B))"
                            + "(?: · (?:version \\d+|I had it already(?: \\(.*\\))?))?");
    private static final Pattern DIGEST = Pattern.compile("SHA-256: ([0-9a-f]{64})");

    /// A promise that somebody could read.
    ///
    /// @param at from when on
    record Receipt(long chat, Instant at, String name, String size, String folder, String sha256) {
        /// All that a message promises.
        static List<Receipt> in(String text, long chat, Instant at) {
            var all = new ArrayList<Receipt>();
            RECEIPT.matcher(text)
                    .results()
                    .forEach(found ->
                            all.add(
                                    new Receipt(
                                            chat,
                                            at,
                                            found.group(1),
                                            found.group(2),
                                            found.group(3),
                                            found.group(4))));
            var folder = "";
            var lines = text.lines().toList();
            for (var i = 0; i + 1 < lines.size(); i++) {
                var named = FOLDER.matcher(lines.get(i));
                var file = AMONG_OTHERS.matcher(lines.get(i));
                var digest = DIGEST.matcher(lines.get(i + 1));
                if (named.matches()) {
                    folder = named.group(1);
                } else if (file.matches() && digest.matches()) {
                    all.add(
                            new Receipt(
                                    chat,
                                    at,
                                    file.group(1),
                                    file.group(2),
                                    folder,
                                    digest.group(1)));
                }
            }
            return all;
        }
    }

    private final BotApiEmulator server;
    private final ToLongFunction<Parcel> chats;

    /// @param chats in which chat a parcel was sent
    Ledger(BotApiEmulator server, ToLongFunction<Parcel> chats) {
        this.server = server;
        this.chats = chats;
    }

    /// Every receipt that was ever to be seen, in any version of any message.
    List<Receipt> receipts() {
        return bots().flatMap(message ->
                        message.versions().stream()
                                .flatMap(version ->
                                        Receipt.in(version.text(), message.chat(), version.at())
                                                .stream()))
                .toList();
    }

    /// Where anybody was ever told that a file is not stored, in any version of any message.
    List<String> failures() {
        return bots().flatMap(message ->
                        message.versions().stream()
                                .flatMap(version -> version.text().lines())
                                .filter(line -> line.startsWith("❌"))
                                .distinct()
                                .map(line -> "chat %d: %s".formatted(message.chat(), line)))
                .toList();
    }

    /// What was sent without that its sender has a receipt or knows that it failed.
    List<Parcel> untold(List<Parcel> sent) {
        var receipts = new HashMap<String, Integer>();
        var failures = new HashMap<String, Integer>();
        visible()
                .forEach(message -> {
                    digests(message).forEach(sha256 -> add(receipts, message.chat() + sha256));
                    if (message.text().startsWith("❌")) {
                        add(failures, message.chat() + message.text());
                    }
                });
        var untold = new ArrayList<Parcel>();
        for (var parcel : sent) {
            var chat = chats.applyAsLong(parcel);
            if (!take(receipts, chat + parcel.sha256()) && !failed(failures, chat, parcel)) {
                untold.add(parcel);
            }
        }
        return untold;
    }

    private static boolean failed(Map<String, Integer> failures, long chat, Parcel parcel) {
        var start = chat + "❌ " + shown(parcel) + " is not stored";
        return failures.keySet().stream()
                .filter(key -> key.startsWith(start))
                .findFirst()
                .filter(key -> take(failures, key))
                .isPresent();
    }

    private static String shown(Parcel parcel) {
        return Texts.line(SafeName.of(parcel.name(), "file"), LONGEST_NAME);
    }

    private static void add(Map<String, Integer> counts, String key) {
        counts.merge(key, 1, Integer::sum);
    }

    private static boolean take(Map<String, Integer> counts, String key) {
        var count = counts.getOrDefault(key, 0);
        counts.put(key, Math.max(0, count - 1));
        return count > 0;
    }

    /// How many messages say the same as another, or still say that something is on its way.
    long superfluous(List<Parcel> sent) {
        var receipts = new HashMap<String, Integer>();
        sent.forEach(parcel -> add(receipts, chats.applyAsLong(parcel) + parcel.sha256()));
        return visible()
                .filter(message -> {
                    var found = digests(message);
                    return found.isEmpty()
                            ? message.text().startsWith("⏳") || message.text().startsWith("⏸")
                            : found.stream()
                                            .filter(sha256 ->
                                                    take(receipts, message.chat() + sha256))
                                            .count()
                                    == 0;
                })
                .count();
    }

    private static List<String> digests(EmulatedMessage message) {
        return Receipt.in(message.text(), message.chat(), Instant.EPOCH).stream()
                .map(Receipt::sha256)
                .toList();
    }

    private Stream<EmulatedMessage> bots() {
        return server.messages().stream().filter(EmulatedMessage::byBot);
    }

    private Stream<EmulatedMessage> visible() {
        return bots().filter(message -> !message.deleted());
    }
}
