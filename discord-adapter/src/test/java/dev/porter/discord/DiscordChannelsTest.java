package dev.porter.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.porter.chat.AttachmentGoneException;
import dev.porter.chat.ChatException;
import dev.porter.chat.ChatId;
import dev.porter.chat.Incoming;
import dev.porter.chat.Mark;
import dev.porter.chat.Message;
import dev.porter.chat.OtherEnd.Parcel;
import dev.porter.chat.UnreachableChatException;
import dev.porter.discord.FakeDiscord.Fault;
import dev.porter.discord.FakeDiscord.Right;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Channels of a server in which Porter takes part for everybody to see.
class DiscordChannelsTest extends DiscordScene {

    private String channel;
    private ChatId here;

    @BeforeEach
    void gather() {
        channel = discord.board();
        here = new ChatId("discord", "c" + channel);
        house.keepingFilesOf(here, Instant.now());
        hasTimeToStop();
        ada = ada.in(channel);
    }

    private static List<Parcel> file(String name) {
        return List.of(new Parcel(name, "text/plain", name.getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> namesTaken() {
        return inbox.all().stream()
                .filter(Incoming.Attachments.class::isInstance)
                .flatMap(files -> ((Incoming.Attachments) files).attachments().stream())
                .map(attachment -> attachment.name())
                .toList();
    }

    @Test
    void what_is_posted_in_a_drop_place_arrives_and_nothing_else_does() throws Exception {
        discord.switchOnMessageContent();
        house.openConnected();
        var elsewhere = new FakePerson(discord, "Ada").inServer();
        elsewhere.posts(file("elsewhere.txt"));
        ada.posts(List.of());
        var posted = ada.posts(file("Größe.txt"));

        var taken = inbox.first(Incoming.Attachments.class);
        var origin = taken.origin();
        assertThat(origin.shared()).isEqualTo(here);
        assertThat(Objects.requireNonNull(origin.posted()).value())
                .isEqualTo(posted.getString("id"));
        assertThat(origin.chat()).isEqualTo(new ChatId("discord", ada.id()));
        discord.expireAddresses();
        try (var in = house.platform().open(taken.attachments().getFirst())) {
            assertThat(in.readAllBytes()).isEqualTo("Größe.txt".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(namesTaken()).containsExactly("Größe.txt");
    }

    @Test
    void what_was_posted_while_porter_was_away_is_found_once() {
        discord.switchOnMessageContent();
        ada.postsUnheard(file("before.txt"));
        house.openConnected();
        await().until(() -> namesTaken().equals(List.of("before.txt")));
        house.shut();
        var meanwhile = ada.postsUnheard(file("meanwhile.txt"));
        house.openConnected();
        await().until(() -> namesTaken().contains("meanwhile.txt"));
        ada.isHeard(meanwhile);
        ada.posts(file("after.txt"));
        await().until(() -> namesTaken().contains("after.txt"));
        assertThat(namesTaken()).containsExactly("before.txt", "meanwhile.txt", "after.txt");
    }

    @Test
    void what_got_lost_before_the_first_that_arrived_is_found_too() {
        discord.switchOnMessageContent();
        house.keepingFilesOf(new ChatId("discord", "c1"), Instant.now());
        house.openConnected();
        await().until(() -> discord.requests().contains("GET /channels/1/messages"));
        ada.postsUnheard(file("lost.txt"));
        house.keepingFilesOf(here, Instant.now());
        ada.posts(file("heard.txt"));
        await().until(() -> namesTaken().equals(List.of("heard.txt")));
        house.shut();
        house.openConnected();
        await().until(() -> namesTaken().size() == 2);
        assertThat(namesTaken()).containsExactly("heard.txt", "lost.txt");
    }

    @Test
    void what_was_posted_long_before_the_channel_was_chosen_is_left_alone() {
        discord.switchOnMessageContent();
        ada.postsUnheard(file("old.txt"));
        house.keepingFilesOf(here, Instant.now().plus(Duration.ofHours(1)));
        house.openConnected();
        await().until(() -> discord.requests().contains("GET /channels/" + channel + "/messages"));
        house.shut();
        assertThat(namesTaken()).isEmpty();
    }

    @Test
    void what_was_posted_while_a_channel_was_none_is_left_alone_when_it_is_chosen_again() {
        discord.switchOnMessageContent();
        house.openConnected();
        ada.posts(file("first.txt"));
        await().until(() -> namesTaken().equals(List.of("first.txt")));
        house.shut();
        ada.postsUnheard(file("meanwhile.txt"));
        var looked = timesLookedThrough();
        house.keepingFilesOf(here, Instant.now().plus(Duration.ofHours(1)));
        house.openConnected();
        await().until(() -> timesLookedThrough() > looked);
        house.shut();
        assertThat(namesTaken()).containsExactly("first.txt");
    }

    private long timesLookedThrough() {
        return discord.requests().stream()
                .filter(("GET /channels/" + channel + "/messages")::equals)
                .count();
    }

    @Test
    void a_secret_typed_among_others_is_handed_over_to_be_deleted_and_other_words_are_not() {
        discord.switchOnMessageContent();
        discord.permit(channel, Right.VIEW, Right.MANAGE_MESSAGES);
        house.awaiting(person -> person.value().equals(ada.id())).openConnected();
        new FakePerson(discord, "Bob").in(channel).posts("How are you all?");
        var posted = ada.posts("hunter2");
        var text = inbox.first(Incoming.Text.class);
        assertThat(text.text()).isEqualTo("hunter2");
        assertThat(text.origin().posted()).isNull();
        house.platform().send(text.origin().chat(), Message.of("In the form, please."));
        assertThat(ada.inDirectMessages().sees()).hasSize(1);

        var message = Objects.requireNonNull(text.origin().message());
        assertThat(message.value()).isEqualTo(posted.getString("id"));
        assertThat(house.platform().delete(message)).isTrue();
        assertThat(discord.messagesIn(channel))
                .extracting(each -> each.getString("content"))
                .containsExactly("How are you all?");
        assertThat(inbox.all()).hasSize(1);
    }

    @Test
    void a_secret_that_porter_may_not_delete_is_said_to_be_there_still() {
        discord.switchOnMessageContent();
        house.awaiting(_ -> true).openConnected();
        ada.posts("hunter2");
        var message = Objects.requireNonNull(inbox.first(Incoming.Text.class).origin().message());
        assertThat(house.platform().delete(message)).isFalse();
    }

    @Test
    void a_reaction_takes_the_place_of_the_one_before() {
        discord.switchOnMessageContent();
        house.openConnected();
        var posted = ada.posts(file("a.txt"));
        var message =
                Objects.requireNonNull(inbox.first(Incoming.Attachments.class).origin().posted());
        house.platform().mark(message, Mark.WAITING);
        assertThat(discord.reactions(posted)).containsExactly("\u23F3");
        house.platform().mark(message, Mark.WORKING);
        house.shut();
        house.openConnected();
        house.platform().mark(message, Mark.STORED);
        assertThat(discord.reactions(posted)).containsExactly("\u2705");
        house.platform().mark(message, Mark.STORED);
        assertThat(discord.reactions(posted)).contains("\u2705");
    }

    @Test
    void without_the_intent_nothing_of_servers_is_asked_for_or_promised() {
        house.openConnected();
        assertThat(house.platform().hears(here)).isFalse();
        assertThat(discord.gateway().intents()).isEqualTo(1 << 12 | 1);
    }

    @Test
    void with_the_intent_switched_on_it_is_asked_for() {
        discord.switchOnMessageContent();
        house.openConnected();
        assertThat(hearsHere()).isTrue();
        assertThat(house.platform().hears(new ChatId("discord", ada.id()))).isFalse();
        assertThat(discord.gateway().intents()).isEqualTo(1 << 15 | 1 << 12 | 1 << 9 | 1);
    }

    /// What an administrator is told who asks for it in this channel.
    private boolean hearsHere() {
        var known = inbox.all().size();
        ada.runs("security", "");
        await().until(() -> inbox.all().size() > known);
        return house.platform().hears(here);
    }

    @ParameterizedTest
    @EnumSource(
            value = Right.class,
            names = {"VIEW", "READ_HISTORY", "REACT"})
    void a_channel_that_cannot_be_read_back_or_marked_is_not_promised(Right missing) {
        discord.switchOnMessageContent();
        var rest = EnumSet.complementOf(EnumSet.of(missing));
        discord.permit(channel, rest.toArray(Right[]::new));
        house.openConnected();
        assertThat(hearsHere()).isFalse();
        discord.permit(channel, Right.VIEW, Right.READ_HISTORY, Right.REACT);
        assertThat(hearsHere()).isTrue();
    }

    @Test
    void a_channel_in_which_nobody_has_asked_is_not_promised() {
        discord.switchOnMessageContent();
        house.openConnected();
        assertThat(house.platform().hears(here)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = Right.class,
            names = {"VIEW", "READ_HISTORY"})
    void a_file_in_a_channel_that_is_closed_to_porter_is_not_gone(Right missing) throws Exception {
        discord.switchOnMessageContent();
        house.openConnected();
        ada.posts(file("a.txt"));
        var attachment = inbox.first(Incoming.Attachments.class).attachments().getFirst();
        discord.expireAddresses();
        discord.permit(channel, EnumSet.complementOf(EnumSet.of(missing)).toArray(Right[]::new));
        assertThatThrownBy(() -> house.platform().open(attachment))
                .isInstanceOf(ChatException.class)
                .isNotInstanceOf(AttachmentGoneException.class);
        discord.permit(channel, Right.VIEW, Right.READ_HISTORY);
        try (var in = house.platform().open(attachment)) {
            assertThat(in.readAllBytes()).isEqualTo("a.txt".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void a_file_whose_message_is_deleted_is_gone() {
        discord.switchOnMessageContent();
        house.openConnected();
        var posted = ada.posts(file("a.txt"));
        var attachment = inbox.first(Incoming.Attachments.class).attachments().getFirst();
        discord.delete(posted);
        assertThatThrownBy(() -> house.platform().open(attachment))
                .isInstanceOf(AttachmentGoneException.class);
    }

    @Test
    void a_message_from_a_channel_that_is_closed_to_porter_is_backed_up_by_its_address()
            throws Exception {
        var closed = discord.board();
        discord.permit(closed);
        var posted = new FakePerson(discord, "Bob").in(closed).postsUnheard(file("b.txt"));
        house.openConnected();
        ada.backsUpMessage(posted);
        var attachment = inbox.first(Incoming.Attachments.class).attachments().getFirst();
        try (var in = house.platform().open(attachment)) {
            assertThat(in.readAllBytes()).isEqualTo("b.txt".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void what_can_never_be_marked_is_not_tried_again() {
        discord.switchOnMessageContent();
        house.openConnected();
        var posted = ada.posts(file("a.txt"));
        var message =
                Objects.requireNonNull(inbox.first(Incoming.Attachments.class).origin().posted());
        discord.permit(channel, Right.VIEW);
        assertThatThrownBy(() -> house.platform().mark(message, Mark.STORED))
                .isInstanceOf(UnreachableChatException.class);
        discord.delete(posted);
        assertThatThrownBy(() -> house.platform().mark(message, Mark.STORED))
                .isInstanceOf(UnreachableChatException.class);
        discord.fail(new Fault("PUT", Pattern.compile(".*/reactions/.*"), false, 500, "{}"));
        assertThatThrownBy(() -> house.platform().mark(message, Mark.STORED))
                .isInstanceOf(ChatException.class)
                .isNotInstanceOf(UnreachableChatException.class);
    }

    @Test
    void a_look_up_that_fails_is_made_again_before_the_channels_go_unheard() {
        discord.switchOnMessageContent();
        var lookUp = Pattern.compile("/applications/@me");
        discord.fail(new Fault("GET", lookUp, false, 503, "{}"));
        discord.fail(new Fault("GET", lookUp, false, 429, "{\"retry_after\":0.1}"));
        discord.fail(new Fault("GET", lookUp, false, 200, "<html>"));
        house.openConnected();
        assertThat(hearsHere()).isTrue();
        assertThat(discord.gateway().identified.get()).isEqualTo(1);
    }

    @Test
    void an_intent_that_was_switched_off_meanwhile_costs_the_channels_and_nothing_else() {
        discord.switchOnMessageContent();
        discord.gateway().forbidden = 1 << 15;
        house.openConnected();
        ada.inServer().runs("files", "");
        inbox.first(Incoming.Command.class);
        assertThat(house.platform().hears(here)).isFalse();
        assertThat(house.platform().trouble()).isEmpty();
        assertThat(discord.gateway().identified.get()).isEqualTo(2);
    }

    @Test
    void a_message_on_a_board_is_for_everybody_and_a_press_on_it_for_one() {
        house.openConnected();
        var id = house.platform().send(here, Message.of("A request"));
        house.platform().edit(id, Message.of("Decided."));
        assertThat(discord.messagesIn(channel))
                .extracting(message -> message.getString("content"))
                .containsExactly("Decided.");
        inbox.answer(incoming ->
                house.platform().send(incoming.origin().chat(), Message.of("For you alone")));
        ada.pressesBelow(discord.messagesIn(channel).getFirst(), "x:y");
        var press = inbox.first(Incoming.Press.class);
        assertThat(press.origin().shared()).isEqualTo(here);
        assertThat(press.origin().message()).isNull();
        await().until(() -> ada.sees().size() == 1);
        assertThat(discord.messagesIn(channel)).hasSize(1);
    }

    @Test
    void where_porter_may_not_write_there_is_no_chat() {
        house.openConnected();
        assertThatThrownBy(() ->
                        house.platform().send(new ChatId("discord", "c1"), Message.of("Hello")))
                .isInstanceOf(UnreachableChatException.class);
    }
}
