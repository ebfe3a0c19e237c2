package dev.porter.app;

import dev.porter.telegram.BotApiEmulator;
import dev.porter.telegram.EmulatedMessage;
import dev.porter.telegram.EmulatedPerson;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Somebody who talks with Porter on Telegram. To be heard is what Porter says, or changes, after
/// what this person did last.
final class TelegramPerson {
    private final BotApiEmulator telegram;
    private final EmulatedPerson phone;
    private int lastFile;
    private final Map<Integer, Integer> before = new HashMap<>();

    TelegramPerson(BotApiEmulator telegram, long id, String name) {
        this.telegram = telegram;
        this.phone = telegram.person(id, name);
    }

    EmulatedPerson phone() {
        return phone;
    }

    /// Types something.
    EmulatedMessage says(String text) {
        looks();
        return phone.says(text);
    }

    /// Follows a link into the chat.
    void follows(String link) {
        looks();
        phone.follows(link);
    }

    /// Presses the newest button of that name.
    void presses(String label) {
        presses(
                phone.reads().reversed().stream()
                        .filter(message -> label(message, label).isPresent())
                        .findFirst()
                        .orElseThrow(() ->
                                new NoSuchElementException(
                                        "No button “%s” in %s".formatted(label, words()))),
                label);
    }

    /// Presses a button of one message, whether Telegram still shows it or not.
    void presses(EmulatedMessage message, String label) {
        looks();
        phone.presses(message, label(message, label).orElseThrow());
    }

    /// Sends what a button would send, under the newest message.
    void pressesValue(String value) {
        looks();
        phone.pressesForged(phone.reads().getLast(), value);
    }

    private static Optional<String> label(EmulatedMessage message, String part) {
        return message.labels().stream().filter(label -> label.contains(part)).findFirst();
    }

    /// Sends a small file as a document.
    void sends(String name, byte[] content) {
        sends(name, content.length, () -> new ByteArrayInputStream(content));
    }

    /// The number of the file that this person sent last.
    int lastNumber() {
        return lastFile;
    }

    /// Sends a file as a document.
    void sends(String name, long size, BotApiEmulator.Content content) {
        looks();
        lastFile =
                phone.sends("document", name, "application/octet-stream", size, content, null, null)
                        .number();
    }

    /// Sends photos in one go, without names, as Telegram does.
    void sendsPhotos(List<byte[]> photos) {
        looks();
        for (var photo : photos) {
            phone.sends(
                    "photo",
                    null,
                    "image/jpeg",
                    photo.length,
                    () -> new ByteArrayInputStream(photo),
                    "album of " + phone.id(),
                    null);
        }
    }

    private void looks() {
        before.clear();
        phone.reads().forEach(message -> before.put(message.number(), message.edits()));
    }

    /// Waits until Porter says something with these words.
    EmulatedMessage hears(String words) {
        var heard = new AtomicReference<Optional<EmulatedMessage>>(Optional.empty());
        try {
            telegram.await(_ -> {
                heard.set(fresh(words)); // a moment later it may be gone
                return heard.get().isPresent();
            });
        } catch (AssertionError e) {
            throw new AssertionError("Not heard: “%s”, but: %s".formatted(words, words()), e);
        }
        return heard.get().orElseThrow();
    }

    private Optional<EmulatedMessage> fresh(String words) {
        return phone.reads().reversed().stream()
                .filter(message -> message.text().contains(words))
                .filter(message -> before.getOrDefault(message.number(), -1) < message.edits())
                .findFirst();
    }

    /// The messages that are there now with these words.
    List<EmulatedMessage> reads(String words) {
        return phone.reads().stream().filter(message -> message.text().contains(words)).toList();
    }

    private List<String> words() {
        return phone.reads().stream().map(EmulatedMessage::text).toList();
    }
}
