package dev.porter.discord;

import dev.porter.chat.AwaitedSecrets;
import dev.porter.chat.DropPlaces;
import dev.porter.chat.Incoming;
import dev.porter.chat.Lanes;
import dev.porter.chat.Languages;
import dev.porter.discord.Happening.Arrived;
import dev.porter.discord.Happening.Letter;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Handles the messages that people write, those of each person and of each channel in their order
/// and once.
final class Letters {
    private final Handover handover;
    private final Messages messages;
    private final Visitors visitors;
    private final Languages languages;
    private final DropPlaces drops;
    private final AwaitedSecrets secrets;
    private final Lanes lanes;

    Letters(
            Handover handover,
            Messages messages,
            Visitors visitors,
            Languages languages,
            DropPlaces drops,
            AwaitedSecrets secrets,
            Lanes lanes) {
        this.handover = handover;
        this.messages = messages;
        this.visitors = visitors;
        this.languages = languages;
        this.drops = drops;
        this.secrets = secrets;
        this.lanes = lanes;
    }

    /// Handles one that has just come; returns at once.
    void arrived(Arrived arrived) {
        lanes.add(arrived.letter().where().value(), () -> readOnce(arrived));
    }

    private void readOnce(Arrived arrived) {
        var letter = arrived.letter();
        switch (letter.where()) {
            case Where.Direct direct -> visitors.meet(direct, letter.id() - 1);
            case Where.Channel channel -> {
                var since = drops.since().get(channel.chat());
                if (since == null) {
                    return;
                }
                visitors.keepFrom(channel, Math.min(Visitors.firstId(since), letter.id() - 1));
            }
        }
        visitors.channelIs(letter.where(), letter.channel());
        // What was read in the history meanwhile is done.
        if (letter.id() > visitors.checked(letter.where())) {
            var _ = read(arrived);
        }
    }

    /// Handles one, in the person's turn, until it is done or Porter stops.
    ///
    /// @return whether it is done
    boolean read(Arrived arrived) {
        return switch (arrived) {
            case Happening.Wrote(var letter, var incoming) -> taken(letter, incoming);
            case Happening.Both(var letter, var files, var beside) ->
                    handover.take(files) && beside(letter, beside);
            case Happening.Posted(var letter, var incoming) -> taken(letter, incoming);
            case Happening.Unusable(var letter) -> said(letter, Sentences::unusable);
        };
    }

    private boolean beside(Letter letter, Incoming.@Nullable Command command) {
        return command == null ? said(letter, Sentences::beside) : taken(letter, command);
    }

    private boolean said(Letter letter, Supplier<String> words) {
        languages
                .of(letter.where().chat(), null)
                .speak(() -> messages.say(letter.where(), words.get()));
        visitors.handled(letter.where(), letter.id());
        return true;
    }

    private boolean taken(Letter letter, Incoming incoming) {
        var done = handover.take(incoming);
        if (done) {
            visitors.handled(letter.where(), letter.id());
        }
        return done;
    }

    /// Handles words that people say among themselves: they are not for Porter, but where it waits
    /// for a secret of who says them.
    void overheard(Incoming.Text text) {
        var person = text.origin().person().id();
        lanes.add(
                person.value(),
                () -> {
                    if (secrets.from(person)) {
                        handover.take(text);
                    }
                });
    }
}
