package dev.porter.support;

import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.account.LogIns;
import dev.porter.chat.Form;
import dev.porter.chat.Message;
import dev.porter.chat.Texts;
import dev.porter.conversation.Answer;
import dev.porter.conversation.Audience;
import dev.porter.conversation.Conversation;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Turn;
import dev.porter.conversation.Visit;
import dev.porter.secret.Secret;

/// Asks a member for what it takes to look what is wrong.
public final class LookConversation implements Conversation<LookStep> {
    private static final int LONGEST_NAME = 60;

    private final Accounts accounts;
    private final MissingFile missing;
    private final ConnectionCheck connection;
    private final LogIns logIns;

    /// Makes it.
    public LookConversation(
            Accounts accounts, MissingFile missing, ConnectionCheck connection, LogIns logIns) {
        this.accounts = accounts;
        this.missing = missing;
        this.connection = connection;
        this.logIns = logIns;
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
            case LookStep.AskPassword() ->
                    Message.of(
                                    "Your password, please. I try it once, and keep it nowhere."
                                            + " /cancel stops.")
                            .with(new Form("Your password", true));
        };
    }

    @Override
    public Turn<LookStep> answer(Visit visit, LookStep step, Answer answer) {
        if (!(answer instanceof Answer.Text(var text))) {
            return new Turn.Again<>("Please type it.");
        }
        var account = accounts.member(visit.person());
        return switch (step) {
            case LookStep.AskName() -> look(account, Texts.line(text, LONGEST_NAME));
            case LookStep.AskPassword() -> tried(visit, account, new Secret(text));
        };
    }

    private Turn<LookStep> look(Account account, String name) {
        return name.isEmpty()
                ? new Turn.Again<>("Please type it.")
                : new Turn.End<>(Reply.say(missing.look(account, name)));
    }

    private Turn<LookStep> tried(Visit visit, Account account, Secret password) {
        var name = account.home();
        return switch (logIns.check(visit.origin().person(), name, password, null)) {
            case LogIns.Result.In _ -> new Turn.End<>(Reply.say(connection.right(false)));
            case LogIns.Result.CodeNeeded() -> new Turn.End<>(Reply.say(connection.right(true)));
            case LogIns.Result.Wrong(), LogIns.Result.CodeWrong() ->
                    new Turn.Again<>(
                            ("⚠ That is not the password of %s. Capital letters count, and so does"
                                            + " the language of the keyboard. If you have lost it:"
                                            + " /support, then “My password”.")
                                    .formatted(name));
            // The question stays open, or the next try would be taken for a search.
            case LogIns.Result.Wait no -> new Turn.Again<>("⚠ " + no.words());
            case LogIns.Result.No no -> new Turn.End<>(Reply.say("⚠ " + no.words()));
        };
    }
}
