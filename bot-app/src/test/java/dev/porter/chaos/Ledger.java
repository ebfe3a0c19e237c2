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
    private static final Pattern RECEIPT =
            Pattern.compile("(?m)^(.*)\\n(.*) · Folder: (.*)\\nSHA-256: ([0-9a-f]{64})$");

    /// A promise that somebody could read.
    ///
    /// @param at from when on
    record Receipt(long chat, Instant at, String name, String size, String folder, String sha256) {}

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
                                        RECEIPT.matcher(version.text())
                                                .results()
                                                .map(found ->
                                                        new Receipt(
                                                                message.chat(),
                                                                version.at(),
                                                                found.group(1),
                                                                found.group(2),
                                                                found.group(3),
                                                                found.group(4)))))
                .toList();
    }

    /// What was sent without that its sender has a receipt or knows that it failed.
    List<Parcel> untold(List<Parcel> sent) {
        var receipts = new HashMap<String, Integer>();
        var failures = new HashMap<String, Integer>();
        visible()
                .forEach(message -> {
                    RECEIPT.matcher(message.text())
                            .results()
                            .forEach(found -> add(receipts, message.chat() + found.group(4)));
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
                    var found = RECEIPT.matcher(message.text());
                    return found.find()
                            ? !take(receipts, message.chat() + found.group(4))
                            : message.text().startsWith("⏳") || message.text().startsWith("⏸");
                })
                .count();
    }

    private Stream<EmulatedMessage> bots() {
        return server.messages().stream().filter(EmulatedMessage::byBot);
    }

    private Stream<EmulatedMessage> visible() {
        return bots().filter(message -> !message.deleted());
    }
}
