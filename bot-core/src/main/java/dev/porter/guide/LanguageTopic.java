package dev.porter.guide;

import static dev.porter.language.Language.tr;

import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.PersonId;
import dev.porter.conversation.Action;
import dev.porter.conversation.Audience;
import dev.porter.conversation.BotCommand;
import dev.porter.conversation.BotCommand.Takes;
import dev.porter.conversation.Reply;
import dev.porter.conversation.SpokenLanguages;
import dev.porter.conversation.Topic;
import dev.porter.conversation.Visit;
import dev.porter.durable.Durable;
import dev.porter.language.Language;
import java.util.Arrays;
import java.util.List;

/// The language that is spoken with somebody.
final class LanguageTopic implements Topic {
    private static final int IN_A_ROW = 3;
    private static final Takes WHICH = new Takes.Text("name", "which one", true);

    private final SpokenLanguages languages;
    private final Durable durable;

    LanguageTopic(SpokenLanguages languages, Durable durable) {
        this.languages = languages;
        this.durable = durable;
    }

    @Override
    public String name() {
        return "language";
    }

    @Override
    public Audience audience() {
        return Audience.ANYONE;
    }

    @Override
    public List<BotCommand> commands() {
        return List.of(
                new BotCommand("language", Audience.ANYONE, "the language of this chat", WHICH));
    }

    @Override
    public List<String> suggestions(PersonId person, String command, String text) {
        return Arrays.stream(Language.values())
                .map(Language::ownName)
                .filter(name -> name.regionMatches(true, 0, text, 0, text.length()))
                .toList();
    }

    @Override
    public Reply command(Visit visit, String command, String text) {
        if (text.isBlank()) {
            return Reply.say(menu(tr("In which language shall I speak with you?"))).beside();
        }
        return Language.named(text)
                .map(language -> Reply.say(chosen(visit, language)))
                .orElseGet(() ->
                        Reply.say(menu(tr("I do not speak that language yet. I speak these:"))))
                .beside();
    }

    @Override
    public Reply press(Visit visit, Action action) {
        return Language.named(action.verb())
                .map(language -> Reply.show(chosen(visit, language)))
                .orElseGet(() -> Reply.show(menu(tr("In which language shall I speak with you?"))))
                .beside();
    }

    private Message chosen(Visit visit, Language language) {
        durable.commit(() -> languages.choose(visit.origin().person(), language));
        return language.speak(
                () -> menu(tr("I speak %s with you from now on.", language.ownName())));
    }

    private static Message menu(String words) {
        var buttons =
                Arrays.stream(Language.values())
                        .map(language ->
                                Button.of(
                                        "language:" + language.code(),
                                        (language == Language.spoken() ? "✓ " : "")
                                                + language.ownName()))
                        .toList();
        return Message.of(words).rows(buttons, IN_A_ROW);
    }
}
