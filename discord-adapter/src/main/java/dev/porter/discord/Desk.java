package dev.porter.discord;

import dev.porter.discord.Happening.Arrived;

/// Sees to what an event means.
final class Desk {
    private final Handover handover;
    private final Letters letters;
    private final Asks asks;
    private final FirstAnswers answers;
    private final Fleeting fleeting;

    Desk(Handover handover, Letters letters, Asks asks, FirstAnswers answers, Fleeting fleeting) {
        this.handover = handover;
        this.letters = letters;
        this.asks = asks;
        this.answers = answers;
        this.fleeting = fleeting;
    }

    /// Handles what just happened; returns at once.
    void handle(Happening happening) {
        if (handover.isClosed()) {
            return;
        }
        switch (happening) {
            case Arrived arrived -> letters.arrived(arrived);
            case Happening.Overheard(var text) -> letters.overheard(text);
            case Happening.Asked asked -> asks.asked(asked);
            case Happening.Types types -> asks.typed(types);
            case Happening.OpensForm(var interaction, var label) ->
                    answers.form(interaction, label);
            case Happening.Copies(var interaction, var text) ->
                    fleeting.add(answers.copy(interaction, text));
            case Happening.Useless useless -> asks.useless(useless);
            case Happening.Nothing() -> {}
        }
    }
}
