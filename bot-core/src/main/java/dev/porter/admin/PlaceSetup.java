package dev.porter.admin;

import static dev.porter.language.Language.tr;

import dev.porter.chat.Button;
import dev.porter.chat.ChatException;
import dev.porter.chat.ChatId;
import dev.porter.chat.Languages;
import dev.porter.chat.Message;
import dev.porter.conversation.Action;
import dev.porter.conversation.BotCommand.Word;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Visit;
import dev.porter.durable.Durable;
import dev.porter.place.Places;
import dev.porter.place.Places.Use;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Chooses what the chat with others is for in which an administrator says so.
final class PlaceSetup implements Desk {
    private static final Logger log = LoggerFactory.getLogger(PlaceSetup.class);

    private final Places places;
    private final Languages languages;
    private final Durable durable;

    PlaceSetup(Places places, Languages languages, Durable durable) {
        this.places = places;
        this.languages = languages;
        this.durable = durable;
    }

    @Override
    public Word word() {
        return new Word("setup", "choose what this channel is for");
    }

    @Override
    public List<String> deeds() {
        return List.of("use");
    }

    @Override
    public Reply press(Visit visit, Action action) {
        return Reply.show(action.verb().equals("use") ? use(visit, action.word(1)) : show(visit));
    }

    private Message show(Visit visit) {
        var here = visit.origin().shared();
        if (here == null) {
            return Message.of(
                    tr("Please say /admin setup in the channel or group that you want to set up."));
        }
        var now =
                places.of(here)
                        .map(use ->
                                tr(
                                        switch (use) {
                                            case BOARD -> "Requests and alerts are shown here.";
                                            case DROP ->
                                                    "Every file that a member posts here is backed up.";
                                        }))
                        .orElseGet(() -> tr("I do nothing here by myself."));
        return Message.titled(
                tr("What is this chat for?"),
                now,
                Button.of("admin:use:board", tr("Requests and alerts")),
                Button.of("admin:use:drop", tr("Back up every file")),
                Button.of("admin:use:nothing", tr("Nothing")));
    }

    private Message use(Visit visit, String wish) {
        var here = visit.origin().shared();
        if (here == null) {
            return show(visit);
        }
        return switch (wish) {
            case "board" -> board(visit, here);
            case "drop" -> drop(visit, here);
            case "nothing" -> {
                durable.commit(() -> places.forget(here));
                yield Message.of(tr("All right: from now on I do nothing here by myself."));
            }
            default -> show(visit);
        };
    }

    private Message board(Visit visit, ChatId here) {
        try {
            var _ = visit.platform().send(here, languages.of(here).speak(PlaceSetup::begins));
        } catch (ChatException e) {
            log.info("A board cannot be written on: {}", e.getMessage());
            return Message.of(
                    tr(
                            "I may not write here, so I changed nothing. Please give me the right to see this"
                                    + " chat and to write in it, and try once more."));
        }
        durable.commit(() -> places.use(here, Use.BOARD));
        return Message.of(
                tr(
                        "Done. Everybody who can read this chat sees them; only administrators can decide."));
    }

    private static Message begins() {
        return Message.of(tr("Requests and alerts are shown here from now on."));
    }

    private Message drop(Visit visit, ChatId here) {
        if (!visit.platform().hears(here)) {
            return Message.of(
                    tr(
                            "%s does not let me see the files that are posted here and mark them, so I changed"
                                    + " nothing. The manual says what to switch on, and what I must be"
                                    + " allowed to do here.",
                            visit.platform().displayName()));
        }
        durable.commit(() -> places.use(here, Use.DROP));
        return Message.of(
                tr(
                        "Done. From now on I back up every file that a member posts here, for that member, and"
                                + " mark it: ⏳ it waits, 🔄 it is on its way, ✅ it is stored and verified, ⚠ it"
                                + " could not be stored."));
    }
}
