package dev.porter.admin;

import dev.porter.account.Accounts;
import dev.porter.chat.Message;
import dev.porter.conversation.Answer;
import dev.porter.conversation.Audience;
import dev.porter.conversation.Conversation;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Turn;
import dev.porter.conversation.Visit;

/// Asks an administrator before anything is done that somebody else feels.
final class AdminConversation implements Conversation<AdminStep> {
    private final Accounts accounts;
    private final AccountChanges changes;

    AdminConversation(Accounts accounts, AccountChanges changes) {
        this.accounts = accounts;
        this.changes = changes;
    }

    @Override
    public Class<AdminStep> steps() {
        return AdminStep.class;
    }

    @Override
    public Audience audience() {
        return Audience.ADMINISTRATOR;
    }

    @Override
    public Message ask(Visit visit, AdminStep step) {
        return switch (step) {
            case AdminStep.Confirm(var change, var account) ->
                    changes.question(visit.person(), change, account);
        };
    }

    @Override
    public Turn<AdminStep> answer(Visit visit, AdminStep step, Answer answer) {
        if (!(answer instanceof Answer.Press(var button))) {
            return new Turn.Again<>("Please use the buttons.");
        }
        var by = accounts.of(visit.person()).orElseThrow();
        return switch (step) {
            case AdminStep.Confirm(var change, var account) ->
                    new Turn.End<>(
                            button.equals("yes")
                                    ? changes.make(visit, by, change, account)
                                    : Reply.say(
                                            changes.card(account).after("Nothing was changed.")));
        };
    }
}
