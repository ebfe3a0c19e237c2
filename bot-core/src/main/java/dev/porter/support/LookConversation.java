package dev.porter.support;

import dev.porter.account.Accounts;
import dev.porter.chat.Form;
import dev.porter.chat.Message;
import dev.porter.chat.Texts;
import dev.porter.conversation.Answer;
import dev.porter.conversation.Audience;
import dev.porter.conversation.Conversation;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Turn;
import dev.porter.conversation.Visit;

/// Asks a member for what it takes to look what is wrong.
public final class LookConversation implements Conversation<LookStep> {
    private static final int LONGEST_NAME = 60;

    private final Accounts accounts;
    private final MissingFile missing;

    /// Makes it.
    public LookConversation(Accounts accounts, MissingFile missing) {
        this.accounts = accounts;
        this.missing = missing;
    }

    @Override
    public Class<LookStep> steps() {
        return LookStep.class;
    }

    @Override
    public Audience audience() {
        return Audience.MEMBER;
    }

    @Override
    public Message ask(Visit visit, LookStep step) {
        return switch (step) {
            case LookStep.AskName() ->
                    Message.of(
                                    "What is the file called? Any part of its name is enough. I"
                                            + " look everywhere at once.")
                            .with(new Form("A part of its name", false));
        };
    }

    @Override
    public Turn<LookStep> answer(Visit visit, LookStep step, Answer answer) {
        var typed = answer instanceof Answer.Text(var text) ? Texts.line(text, LONGEST_NAME) : "";
        if (typed.isEmpty()) {
            return new Turn.Again<>("Please type it.");
        }
        var account = accounts.member(visit.person());
        return switch (step) {
            case LookStep.AskName() -> new Turn.End<>(Reply.say(missing.look(account, typed)));
        };
    }
}
