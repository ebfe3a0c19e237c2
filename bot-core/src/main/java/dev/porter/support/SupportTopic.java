package dev.porter.support;

import static dev.porter.language.Language.tr;

import dev.porter.account.Accounts;
import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.PersonId;
import dev.porter.conversation.Action;
import dev.porter.conversation.Audience;
import dev.porter.conversation.BotCommand;
import dev.porter.conversation.People;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Topic;
import dev.porter.conversation.Visit;
import java.util.List;
import java.util.stream.Collectors;

/// Something is wrong: what Porter can find out, what to try, and the way to an administrator.
final class SupportTopic implements Topic {
    private final Accounts accounts;
    private final ConnectionCheck connection;
    private final LostPassword lostPassword;
    private final People people;
    private final Allowance allowance;

    SupportTopic(
            Accounts accounts,
            ConnectionCheck connection,
            LostPassword lostPassword,
            People people,
            Allowance allowance) {
        this.accounts = accounts;
        this.connection = connection;
        this.lostPassword = lostPassword;
        this.people = people;
        this.allowance = allowance;
    }

    @Override
    public String name() {
        return "support";
    }

    @Override
    public Audience audience() {
        return Audience.ANYONE;
    }

    @Override
    public List<BotCommand> commands() {
        return List.of(
                new BotCommand(
                        "support",
                        Audience.ANYONE,
                        "password, connection, missing file: get help"));
    }

    @Override
    public Reply command(Visit visit, String command, String text) {
        return Reply.say(home());
    }

    @Override
    public Reply press(Visit visit, Action action) {
        return switch (action.verb()) {
            case "password" -> Reply.show(password(visit));
            case "lost" ->
                    lostPassword
                            .known(visit)
                            .map(account -> lostPassword.tell(visit, account))
                            .orElseGet(() -> Reply.ask(new SupportStep.AskWhose()));
            case "connection" -> Reply.show(connection.look(visit.person()));
            case "try" -> tryPassword(visit);
            case "missing" -> missing(visit);
            case "nowhere" -> Reply.say(MissingFile.advice());
            case "tell" ->
                    allowance.isUsedUp(visit.person())
                            ? usedUp()
                            : Reply.ask(new SupportStep.AskWhat());
            case "reply" -> reply(visit, action);
            default -> Reply.show(home());
        };
    }

    /// What somebody hears who has written to the administrators often today.
    static Reply usedUp() {
        return Reply.say(
                tr(
                        "I have told the administrators several messages of yours today. They have"
                                + " all of it; please give them time to answer, and write again"
                                + " tomorrow."));
    }

    private Message password(Visit visit) {
        var message =
                Message.titled(
                                tr("My password"),
                                tr(
                                        "Nothing is lost: your account and your files stay as they"
                                                + " are. Nobody can look a password up, but an"
                                                + " administrator can give you a new one. Please"
                                                + " make no second account: it would be empty."))
                        .row(Button.of("support:lost", tr("I need a new password")));
        return lostPassword.known(visit).isPresent()
                ? message.row(
                        Button.of("support:try", tr("🔑 Try my password")),
                        Button.of("security:password", tr("Change my password")))
                : message;
    }

    private Reply missing(Visit visit) {
        return accounts.includes(Audience.MEMBER, visit.person())
                ? Reply.ask(new LookStep.AskName())
                : Reply.show(
                        Message.of(
                                        tr(
                                                "I can look for your files as soon as I know who you"
                                                        + " are. Please log in first."),
                                        Button.of("support:tell", tr("Tell the administrator")))
                                .row(Button.of("door:login", tr("Log in"))));
    }

    private Reply tryPassword(Visit visit) {
        return accounts.includes(Audience.MEMBER, visit.person())
                ? Reply.ask(new LookStep.AskPassword())
                : Reply.show(connection.look(visit.person()));
    }

    private Reply reply(Visit visit, Action action) {
        if (!accounts.includes(Audience.ADMINISTRATOR, visit.person())) {
            return Reply.say(tr("Only an administrator can do that."));
        }
        var value = action.words().stream().skip(2).collect(Collectors.joining(":"));
        return people.find(new PersonId(action.word(1), value))
                .map(person -> Reply.ask(new AnswerStep.AskAnswer(person.id())))
                .orElseGet(AnswerConversation::gone);
    }

    /// What lets an administrator answer somebody; nothing where a button cannot carry who it is.
    static List<Button> reply(PersonId person) {
        var value = "support:reply:%s:%s".formatted(person.platform(), person.value());
        return value.matches("[!-~]{1,64}") ? List.of(Button.of(value, tr("Reply"))) : List.of();
    }

    private static Message home() {
        return Message.of(tr("What is wrong?"))
                .row(
                        Button.of("support:password", tr("My password")),
                        Button.of("support:connection", tr("I cannot connect")),
                        Button.of("support:missing", tr("A file is missing")))
                .row(Button.of("support:tell", tr("Tell the administrator")));
    }
}
