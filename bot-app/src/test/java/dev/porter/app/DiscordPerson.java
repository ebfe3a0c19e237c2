package dev.porter.app;

import static org.awaitility.Awaitility.await;

import dev.porter.chat.OtherEnd.Parcel;
import dev.porter.chat.OtherEnd.Seen;
import dev.porter.chat.OtherEnd.SeenFile;
import dev.porter.discord.FakeDiscord;
import dev.porter.discord.FakePerson;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.jspecify.annotations.Nullable;

/// Somebody with a Discord client, in their direct messages with Porter or in the family's server,
/// where they see what only they are shown.
final class DiscordPerson {
    private final FakePerson client;

    /// What they saw as they did something last.
    private List<Seen> before = List.of();

    private DiscordPerson(FakePerson client) {
        this.client = client;
    }

    static DiscordPerson arrivesAt(FakeDiscord discord, String name) {
        return new DiscordPerson(new FakePerson(discord, name));
    }

    DiscordPerson inServer() {
        return new DiscordPerson(client.inServer());
    }

    DiscordPerson in(String serverChannel) {
        return new DiscordPerson(client.in(serverChannel));
    }

    /// Posts a file in the channel for everybody to see.
    DataObject posts(String name, byte[] content) {
        return client.posts(List.of(parcel(name, content)));
    }

    FakePerson client() {
        return client;
    }

    /// Uses a slash command, such as `/files holiday`.
    void runs(String command) {
        looks();
        var words = command.substring(1).split(" ", 2);
        var _ = client.runs(words[0], words.length > 1 ? words[1] : "");
    }

    private void looks() {
        before = client.sees();
    }

    void says(String text) {
        looks();
        client.says(text);
    }

    void sends(String name, byte[] content) {
        looks();
        client.sends(List.of(parcel(name, content)));
    }

    /// Uses `/backup` with files.
    void backsUp(Map<String, byte[]> files) {
        looks();
        var _ =
                client.backsUp(
                        files.entrySet().stream()
                                .map(file -> parcel(file.getKey(), file.getValue()))
                                .toList());
    }

    private static Parcel parcel(String name, byte[] content) {
        return new Parcel(name, "application/octet-stream", content);
    }

    /// Goes from the question for a user name to the account.
    void signsUp(String userName) {
        hears("Which user name");
        fillsIn(userName);
        choosesPassword(userName);
    }

    private void choosesPassword(String userName) {
        hears("Now a password for " + userName);
        fillsIn(House.PASSWORD);
        presses("Create my account");
        hears("Welcome, ");
    }

    /// Fills in the newest form, once there is one that was not there when they did something last.
    void fillsIn(String value) {
        newest("a form", seen -> seen.form() && !before.contains(seen));
        looks();
        client.fillsIn(value);
    }

    /// Presses the newest button of that name, once there is one.
    void presses(String label) {
        presses(newest("a button " + label, seen -> valueOf(seen, label) != null), label);
    }

    void presses(Seen message, String label) {
        looks();
        client.presses(message, Objects.requireNonNull(valueOf(message, label), label));
    }

    private static @Nullable String valueOf(Seen message, String label) {
        return message.buttons().stream()
                .filter(button -> button.label().contains(label))
                .flatMap(button -> button.value().stream())
                .findFirst()
                .orElse(null);
    }

    /// The newest message of Porter's with these words, once there is one.
    Seen hears(String words) {
        return newest(words, seen -> seen.text().contains(words));
    }

    /// The newest file that Porter handed over, once there is one of which that is said.
    byte[] handed(String words) {
        var file =
                newest(words, seen -> seen.file().isPresent() && said(seen).contains(words))
                        .file()
                        .orElseThrow();
        try (var in = client.fetches(file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String said(Seen message) {
        return message.text() + " " + message.file().map(SeenFile::name).orElse("");
    }

    private Seen newest(String what, Predicate<Seen> which) {
        return await().alias("%s, which is not among %s".formatted(what, client.sees()))
                .until(
                        () ->
                                client.sees().reversed().stream()
                                        .filter(Seen::fromPorter)
                                        .filter(which)
                                        .findFirst()
                                        .orElse(null),
                        Objects::nonNull);
    }

    List<Seen> sees() {
        return client.sees();
    }
}
