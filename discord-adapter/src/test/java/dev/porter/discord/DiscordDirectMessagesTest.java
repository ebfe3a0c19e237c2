package dev.porter.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.porter.chat.Button;
import dev.porter.chat.ChatException;
import dev.porter.chat.Incoming;
import dev.porter.chat.Message;
import dev.porter.chat.OtherEnd.Seen;
import dev.porter.core.TestPatience;
import dev.porter.discord.FakeDiscord.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What people write to Porter alone, and what it shows them there.
class DiscordDirectMessagesTest extends DiscordScene {
    private static final Pattern ANY = Pattern.compile(".*");
    private static final Message SECRET = Message.of("12345678").with(Message.Care.FLEETING);

    @BeforeEach
    void connect() {
        house.openConnected();
    }

    @Test
    void words_beside_a_file_are_not_lost_without_a_word() {
        ada.writes("Grandma's birthday", List.of(file("a.jpg")));
        inbox.first(Incoming.Attachments.class);
        sees("without the words beside them");
        assertThat(inbox.texts()).isEmpty();
    }

    @Test
    void a_command_beside_a_file_is_followed_after_the_file_was_taken_in() {
        ada.writes("/files holiday", List.of(file("a.jpg"), file("b.jpg")));
        var command = inbox.first(Incoming.Command.class);
        assertThat(command.name()).isEqualTo("files");
        assertThat(command.text()).isEqualTo("holiday");
        assertThat(inbox.all()).hasSize(2).first().isInstanceOf(Incoming.Attachments.class);
        assertThat(command.origin().event()).isNotEqualTo(inbox.all().getFirst().origin().event());
        ada.repeats();
        ada.says("next");
        inbox.awaitTexts("next");
        assertThat(ada.sees()).filteredOn(seen -> seen.fromPorter()).isEmpty();
    }

    // Secrets

    @Test
    void a_secret_is_taken_away_however_long_discord_is_in_the_way() {
        openAnewWith(Paces.quick().fleetingFor(Duration.ofMillis(100)));
        for (var i = 0; i < 8; i++) {
            discord.fail(new Fault("DELETE", ANY, false, 500, "{}"));
        }
        house.platform().send(ada.chat(), SECRET);
        await().until(() -> ada.sees().isEmpty());
    }

    @Test
    void a_secret_whose_answer_is_lost_is_taken_away_all_the_same() {
        openAnewWith(Paces.quick().fleetingFor(Duration.ofMillis(300)));
        discord.fail(new Fault("PATCH", ANY, true, 500, "{}"));
        assertThatThrownBy(() -> house.platform().send(ada.chat(), SECRET))
                .isInstanceOf(ChatException.class);
        await().until(() -> ada.sees().isEmpty());
    }

    @Test
    void a_secret_is_in_no_message_that_is_not_known_yet() {
        var posts = Pattern.compile("/channels/\\d+/messages");
        discord.fail(new Fault("POST", posts, true, 500, "{}"));
        assertThatThrownBy(() -> house.platform().send(ada.chat(), SECRET))
                .isInstanceOf(ChatException.class);
        assertThat(ada.sees()).isNotEmpty().noneMatch(seen -> seen.text().contains("12345678"));
    }

    @Test
    void a_secret_that_takes_the_place_of_another_message_is_taken_away() {
        openAnewWith(Paces.quick().fleetingFor(Duration.ofMillis(300)));
        var id = house.platform().send(ada.chat(), Message.of("Show it?"));
        discord.fail(new Fault("PATCH", ANY, true, 500, "{}"));
        assertThatThrownBy(() -> house.platform().edit(id, SECRET))
                .isInstanceOf(ChatException.class);
        await().until(() -> ada.sees().isEmpty());
    }

    @Test
    void what_was_shown_to_be_copied_goes_away_by_itself() {
        openAnewWith(Paces.quick().fleetingFor(Duration.ofMillis(300)));
        var guest = ada.inServer();
        guest.runs("security", "");
        var chat = inbox.first(Incoming.Command.class).origin().chat();
        discord.fail(new Fault("DELETE", ANY, false, 500, "{}"));
        house.platform().send(chat, Message.of("Ready", new Button.Copy("Copy", "12345678")));
        await().until(() -> {
            guest.sees(); // which presses what is to be copied
            return discord.everSaid().contains("12345678");
        });
        await().until(() -> !saysAlone(guest, "12345678"));
        assertThat(saysAlone(guest, "Ready")).isTrue();
    }

    @Test
    void a_stop_does_not_wait_for_a_discord_that_says_nothing() {
        openAnewWith(Paces.quick().silentFor(TestPatience.LONGEST.multipliedBy(3)));
        for (var i = 0; i < 3; i++) {
            house.platform().send(ada.chat(), SECRET);
            discord.fail(new Fault("DELETE", ANY, false, 0, ""));
        }
        var begin = System.nanoTime();
        house.shut();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(TestPatience.LONGEST);
        assertThat(ada.sees()).isNotEmpty();

        discord.recover();
        house.with(Paces.quick().fleetingFor(Duration.ofMillis(100))).openConnected();
        await().until(() -> ada.sees().isEmpty());
    }

    @Test
    void a_stop_takes_all_secrets_away() {
        openAnewWith(Paces.quick().stopWithin(TestPatience.LONGEST));
        for (var i = 0; i < 3; i++) {
            house.platform().send(ada.chat(), SECRET);
        }
        house.shut();
        assertThat(ada.sees()).isEmpty();
    }

    private static boolean saysAlone(FakePerson person, String text) {
        return person.sees().stream().map(Seen::text).anyMatch(text::equals);
    }

    // How the tests look at it

    private void openAnewWith(Paces pace) {
        house.shut();
        house.with(pace).openConnected();
    }

    private DataObject file(String name) {
        return discord.keep(name, "image/jpeg", name.getBytes(StandardCharsets.UTF_8));
    }

    private void sees(String text) {
        await().until(() -> ada.sees().stream().anyMatch(seen -> seen.text().contains(text)));
    }
}
