package dev.porter.discord;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The first answer to an interaction, which Discord wants within three seconds: that another one
/// comes, or what needs no thought.
final class FirstAnswers {
    private static final Logger log = LoggerFactory.getLogger(FirstAnswers.class);

    /// What Discord calls the answers.
    private static final int ANSWER = 4;

    private static final int ANSWER_LATER = 5;
    private static final int UPDATE_LATER = 6;
    private static final int UPDATE = 7;
    private static final int SUGGESTIONS = 8;
    private static final int FORM = 9;
    private static final int LONGEST_TITLE = 45;
    private static final int LONGEST_VALUE = 4_000;
    private static final int LONGEST_SUGGESTION = 100;
    private static final int MOST_SUGGESTIONS = 25;

    private final Rest rest;
    private final Hooks hooks;
    private final Pace pace;
    private final Clock clock;

    FirstAnswers(Rest rest, Hooks hooks, Pace pace, Clock clock) {
        this.rest = rest;
        this.hooks = hooks;
        this.pace = pace;
        this.clock = clock;
    }

    /// Says that an answer comes.
    Hook acknowledge(Interaction interaction) {
        var hook = hook(interaction, acknowledged(interaction));
        hooks.add(hook);
        return hook;
    }

    private Hook hook(Interaction interaction, CompletableFuture<Boolean> acknowledged) {
        return new Hook(interaction, clock.instant().plus(pace.hook()), acknowledged);
    }

    private CompletableFuture<Boolean> acknowledged(Interaction interaction) {
        return switch (interaction.kind()) {
            case COMMAND ->
                    answer(
                            interaction,
                            ANSWER_LATER,
                            DataObject.empty()
                                    .put("flags", interaction.alone() ? 0 : Parts.EPHEMERAL));
            case PRESS -> answer(interaction, UPDATE_LATER, DataObject.empty());
            // One that was filled in is over.
            case FORM ->
                    answer(
                            interaction,
                            UPDATE,
                            DataObject.empty().put("components", DataArray.empty()));
        };
    }

    /// Opens a form of one field.
    void form(Interaction interaction, String label) {
        var shown = label.isBlank() ? Parts.NOTHING : label;
        var cut = shown.length() <= LONGEST_TITLE ? shown : shown.substring(0, LONGEST_TITLE);
        var field =
                DataObject.empty()
                        .put("type", 4)
                        .put("custom_id", "value")
                        .put("style", 1)
                        .put("required", true)
                        .put("max_length", LONGEST_VALUE);
        var labelled = DataObject.empty().put("type", 18).put("label", cut).put("component", field);
        var _ =
                answer(
                        interaction,
                        FORM,
                        DataObject.empty()
                                .put("custom_id", CustomId.form(""))
                                .put("title", cut)
                                .put("components", DataArray.empty().add(labelled)));
    }

    /// Shows a text in such a way that it is easily copied.
    ///
    /// @return by which it can be taken away
    Hook copy(Interaction interaction, String text) {
        return hook(interaction, answer(interaction, ANSWER, Parts.copy(text)));
    }

    void say(Interaction interaction, String words) {
        var _ = answer(interaction, ANSWER, Parts.onlyForThem(Parts.plain(words)));
    }

    /// Shows how what somebody is typing may go on.
    void suggest(Interaction interaction, List<String> texts) {
        var choices =
                texts.stream()
                        .filter(text -> !text.isBlank())
                        .map(FirstAnswers::cut)
                        .distinct()
                        .limit(MOST_SUGGESTIONS)
                        .map(text -> DataObject.empty().put("name", text).put("value", text))
                        .toList();
        var _ =
                answer(
                        interaction,
                        SUGGESTIONS,
                        DataObject.empty().put("choices", DataArray.fromCollection(choices)));
    }

    /// The beginning of a long name still finds it.
    private static String cut(String text) {
        if (text.length() <= LONGEST_SUGGESTION) {
            return text;
        }
        var pair = Character.isHighSurrogate(text.charAt(LONGEST_SUGGESTION - 1));
        return text.substring(0, pair ? LONGEST_SUGGESTION - 1 : LONGEST_SUGGESTION);
    }

    private CompletableFuture<Boolean> answer(Interaction interaction, int type, DataObject data) {
        return rest.send(
                        Route.Interactions.CALLBACK.compile(interaction.id(), interaction.token()),
                        DataObject.empty().put("type", type).put("data", data))
                .exceptionally(failure -> {
                    log.info(
                            "Interaction {} was not acknowledged: {}",
                            interaction.id(),
                            failure.getMessage());
                    // Already acknowledged: an answer of ours that got lost on its way back.
                    return failure instanceof RefusedException refused
                            && refused.is(RefusedException.ALREADY_ACKNOWLEDGED);
                });
    }
}
