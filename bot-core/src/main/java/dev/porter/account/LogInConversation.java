package dev.porter.account;

import static dev.porter.language.Language.tr;

import dev.porter.chat.Button;
import dev.porter.chat.Form;
import dev.porter.chat.Message;
import dev.porter.conversation.Answer;
import dev.porter.conversation.Audience;
import dev.porter.conversation.Conversation;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Turn;
import dev.porter.conversation.Visit;
import dev.porter.nas.UserName;
import dev.porter.secret.Secret;
import org.jspecify.annotations.Nullable;

/// Links a person to an account they have.
final class LogInConversation implements Conversation<LogInStep> {
    private final LogIns logIns;
    private final SecretsInHand secrets;
    private final Undecided undecided;

    LogInConversation(LogIns logIns, SecretsInHand secrets, Undecided undecided) {
        this.logIns = logIns;
        this.secrets = secrets;
        this.undecided = undecided;
    }

    @Override
    public Class<LogInStep> steps() {
        return LogInStep.class;
    }

    @Override
    public Audience audience() {
        return Audience.ANYONE;
    }

    @Override
    public Message ask(Visit visit, LogInStep step) {
        return switch (step) {
            case LogInStep.AskUserName() ->
                    Message.of(tr("What is your user name?"))
                            .with(new Form(tr("Your user name"), false));
            case LogInStep.AskPassword(var name) ->
                    Message.of(
                                    tr("And the password of %s?", name),
                                    Button.of("other", tr("Another user name")))
                            .with(new Form(tr("Your password"), true));
            case LogInStep.AskCode _ ->
                    Message.of(
                                    tr(
                                            "Two-step verification is on. Which code does your authenticator"
                                                    + " app show? A recovery code works as well."))
                            .with(new Form(tr("The code"), true));
        };
    }

    @Override
    public Turn<LogInStep> answer(Visit visit, LogInStep step, Answer answer) {
        return switch (answer) {
            case Answer.Text(var text) -> typed(visit, step, text);
            case Answer.Press _ ->
                    step instanceof LogInStep.AskPassword
                            ? new Turn.Next<>(new LogInStep.AskUserName())
                            : new Turn.Again<>(tr("Please type it."));
        };
    }

    private Turn<LogInStep> typed(Visit visit, LogInStep step, String text) {
        return switch (step) {
            case LogInStep.AskUserName() -> userName(text);
            case LogInStep.AskPassword(var name) -> tried(visit, name, new Secret(text), null);
            case LogInStep.AskCode(var name) ->
                    secrets.use(
                                    visit.person(),
                                    password -> tried(visit, name, password, new Secret(text)))
                            .orElseGet(() ->
                                    passwordAgain(
                                            name,
                                            tr(
                                                    "That took a while, and I never write passwords"
                                                            + " down.")));
        };
    }

    /// What is no user name may well be a password, typed once too often or in one line with the
    /// name.
    private static Turn<LogInStep> userName(String text) {
        return UserName.parse(text)
                .filter(_ -> !Secret.mayBe(text))
                .<Turn<LogInStep>>map(name -> new Turn.Next<>(new LogInStep.AskPassword(name)))
                .orElseGet(() ->
                        new Turn.Unsaid<>(
                                tr(
                                        "That cannot be a user name: they have 3 to 32 small letters,"
                                                + " digits, dots or dashes.")));
    }

    private static Turn<LogInStep> passwordAgain(UserName name, String reason) {
        return new Turn.End<>(Reply.say(reason).thenAsk(new LogInStep.AskPassword(name)));
    }

    private Message welcome(Account account) {
        var menu = Button.of("menu:home", tr("What I can do"));
        var waiting = account.administers() ? undecided.count() : 0;
        return waiting == 0
                ? Message.of(
                        tr("Welcome back, %s! You are logged in.", account.displayName()), menu)
                : Message.of(
                        tr(
                                "Welcome back, %s! You are logged in. Requests waiting: %d",
                                account.displayName(), waiting),
                        Button.of("admin:requests", tr("Show them")),
                        menu);
    }

    private Turn<LogInStep> tried(
            Visit visit, UserName name, Secret password, @Nullable Secret code) {
        return switch (logIns.logIn(visit.origin().person(), name, password, code)) {
            case LogIns.Result.In(var account) -> new Turn.End<>(Reply.say(welcome(account)));
            case LogIns.Result.CodeNeeded() -> {
                secrets.hold(visit.person(), password);
                yield new Turn.Next<>(new LogInStep.AskCode(name));
            }
            case LogIns.Result.CodeWrong no -> {
                secrets.hold(visit.person(), password);
                yield new Turn.Again<>(no.words());
            }
            case LogIns.Result.Wrong() ->
                    passwordAgain(
                            name,
                            tr(
                                    "That name and password do not go together. Forgotten? /support"
                                            + " helps."));
            case LogIns.Result.Wait no -> passwordAgain(name, no.words());
            case LogIns.Result.No no -> new Turn.End<>(Reply.say(no.words()));
        };
    }
}
