package dev.porter.support;

import static dev.porter.language.Language.tr;

import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.account.LogIns;
import dev.porter.account.SecretsInHand;
import dev.porter.chat.Button;
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
import dev.porter.support.ConnectionCheck.Code;
import org.jspecify.annotations.Nullable;

/// Asks a member for what it takes to look what is wrong.
final class LookConversation implements Conversation<LookStep> {
    private static final int LONGEST_NAME = 60;

    private final Accounts accounts;
    private final MissingFile missing;
    private final ConnectionCheck connection;
    private final LogIns logIns;
    private final SecretsInHand secrets;

    LookConversation(
            Accounts accounts,
            MissingFile missing,
            ConnectionCheck connection,
            LogIns logIns,
            SecretsInHand secrets) {
        this.accounts = accounts;
        this.missing = missing;
        this.connection = connection;
        this.logIns = logIns;
        this.secrets = secrets;
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
                                    tr(
                                            "What is the file called? Any part of its name is"
                                                    + " enough. I'll look everywhere at once."))
                            .with(new Form(tr("A part of its name"), false));
            case LookStep.AskPassword() ->
                    Message.of(
                                    tr(
                                            "Your password, please. I'll try it once and keep it"
                                                    + " nowhere. /cancel stops."))
                            .with(new Form(tr("Your password"), true));
            case LookStep.AskCode() ->
                    Message.of(
                                    tr(
                                            "✅ That is your password. Two-step verification is on:"
                                                    + " after the password comes a code. Which code"
                                                    + " does your authenticator app show now? I'll"
                                                    + " try that once, too."),
                                    Button.of("later", tr("Not now")))
                            .with(new Form(tr("The code"), true));
        };
    }

    @Override
    public Turn<LookStep> answer(Visit visit, LookStep step, Answer answer) {
        var account = accounts.member(visit.person());
        return switch (answer) {
            case Answer.Press _ ->
                    step instanceof LookStep.AskCode
                            ? new Turn.End<>(Reply.say(connection.right(Code.UNTRIED)))
                            : new Turn.Again<>(tr("Please type it."));
            case Answer.Text(var text) -> typed(visit, account, step, text);
        };
    }

    private Turn<LookStep> typed(Visit visit, Account account, LookStep step, String text) {
        return switch (step) {
            case LookStep.AskName() -> look(account, Texts.line(text, LONGEST_NAME));
            case LookStep.AskPassword() -> tried(visit, account, new Secret(text), null);
            case LookStep.AskCode() ->
                    secrets.take(visit.person())
                            .map(password -> tried(visit, account, password, new Secret(text)))
                            .orElseGet(() ->
                                    new Turn.End<>(
                                            Reply.say(
                                                            tr(
                                                                    "That took a while, and I never"
                                                                            + " write passwords"
                                                                            + " down."))
                                                    .thenAsk(new LookStep.AskPassword())));
        };
    }

    private Turn<LookStep> look(Account account, String name) {
        return name.isEmpty()
                ? new Turn.Again<>(tr("Please type it."))
                : new Turn.End<>(Reply.say(missing.look(account, name)));
    }

    private Turn<LookStep> tried(
            Visit visit, Account account, Secret password, @Nullable Secret code) {
        var name = account.home();
        return switch (logIns.check(visit.origin().person(), name, password, code)) {
            case LogIns.Result.In _ ->
                    new Turn.End<>(
                            Reply.say(connection.right(code == null ? Code.NONE : Code.RIGHT)));
            case LogIns.Result.CodeNeeded() -> {
                secrets.hold(visit.person(), password);
                yield new Turn.Next<>(new LookStep.AskCode());
            }
            case LogIns.Result.CodeWrong() -> {
                secrets.hold(visit.person(), password);
                yield new Turn.Again<>(
                        tr(
                                "⚠ That code is not right, or was used before. If the next one is"
                                        + " not right either, look whether the phone with the"
                                        + " authenticator app sets its clock automatically."));
            }
            case LogIns.Result.Wrong() ->
                    new Turn.Again<>(
                            tr(
                                    "⚠ That is not the password of %s. Capital letters count, and so"
                                            + " does the language of the keyboard. If you have lost"
                                            + " it: /support, then “My password”.",
                                    name));
            // The question stays open, or the next try would be taken for a search.
            case LogIns.Result.Wait no -> new Turn.Again<>("⚠ " + no.words());
            case LogIns.Result.No no -> new Turn.End<>(Reply.say("⚠ " + no.words()));
        };
    }
}
