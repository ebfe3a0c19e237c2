package dev.porter.admin;

import static dev.porter.language.Language.tr;

import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.chat.Button;
import dev.porter.chat.Form;
import dev.porter.chat.Message;
import dev.porter.conversation.Answer;
import dev.porter.conversation.Audience;
import dev.porter.conversation.Conversation;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Turn;
import dev.porter.conversation.Visit;

/// Asks an administrator before anything is done that somebody else feels.
final class AdminConversation implements Conversation<AdminStep> {
    private static final String BUTTONS = "Please use the buttons.";

    private final Accounts accounts;
    private final AccountChanges changes;
    private final PeopleDesk people;
    private final StuckDesk stuck;
    private final Announcements announcements;

    AdminConversation(
            Accounts accounts,
            AccountChanges changes,
            PeopleDesk people,
            StuckDesk stuck,
            Announcements announcements) {
        this.accounts = accounts;
        this.changes = changes;
        this.people = people;
        this.stuck = stuck;
        this.announcements = announcements;
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
            case AdminStep.AskPerson() ->
                    Message.of(tr("Whom are you looking for? A part of the name is enough."))
                            .with(new Form(tr("A part of the name"), false));
            case AdminStep.ConfirmDrop(var backup) -> stuck.question(backup);
            case AdminStep.AskAnnouncement() ->
                    Message.of(
                                    tr(
                                            "What would you like to tell everybody? One message of up to %d"
                                                    + " characters. You'll see it before it goes"
                                                    + " out.",
                                            Announcements.LONGEST))
                            .with(new Form(tr("The announcement"), false));
            case AdminStep.ConfirmAnnouncement(var text) -> preview(visit, text);
        };
    }

    private Message preview(Visit visit, String text) {
        var by =
                accounts.of(visit.person())
                        .map(Account::displayName)
                        .orElse(visit.origin().person().displayName());
        var message = Announcements.of(by, text);
        return Message.titled(
                message.title(),
                message.text()
                        + "\n\n———\n"
                        + tr(
                                "This is how it will look. It goes to %s. Shall I send it?",
                                announcements.reach().words()),
                Button.of("yes", tr("Yes, send it")),
                Button.of("again", tr("Write it again")),
                Button.of("no", tr("No")));
    }

    @Override
    public Turn<AdminStep> answer(Visit visit, AdminStep step, Answer answer) {
        var by = accounts.of(visit.person()).orElseThrow();
        return switch (step) {
            case AdminStep.AskPerson() -> lookedFor(answer);
            case AdminStep.ConfirmDrop(var backup) ->
                    switch (button(answer)) {
                        case "yes" -> new Turn.End<>(Reply.say(stuck.drop(by, backup)));
                        case "no" -> new Turn.End<>(Reply.say(stuck.keep()));
                        default -> new Turn.Again<>(tr(BUTTONS));
                    };
            case AdminStep.AskAnnouncement() -> written(answer);
            case AdminStep.ConfirmAnnouncement(var text) ->
                    switch (button(answer)) {
                        case "yes" -> new Turn.End<>(sent(announcements.send(visit, by, text)));
                        case "again" -> new Turn.Next<>(new AdminStep.AskAnnouncement());
                        case "no" -> new Turn.End<>(Reply.say(tr("Nothing was sent.")));
                        default -> new Turn.Again<>(tr(BUTTONS));
                    };
            case AdminStep.Confirm(var change, var account) ->
                    switch (button(answer)) {
                        case "yes" -> new Turn.End<>(changes.make(visit, by, change, account));
                        case "no" ->
                                new Turn.End<>(
                                        Reply.say(
                                                changes.card(account)
                                                        .after(tr("Nothing was changed."))));
                        default -> new Turn.Again<>(tr(BUTTONS));
                    };
        };
    }

    private static String button(Answer answer) {
        return answer instanceof Answer.Press(var button) ? button : "";
    }

    private Turn<AdminStep> lookedFor(Answer answer) {
        return answer instanceof Answer.Text(var typed) && !PeopleDesk.name(typed).isEmpty()
                ? new Turn.End<>(Reply.say(people.find(typed)))
                : new Turn.Again<>(tr("Please type it."));
    }

    private static Turn<AdminStep> written(Answer answer) {
        if (!(answer instanceof Answer.Text(var typed))) {
            return new Turn.Again<>(tr("Please type it."));
        }
        var text = Announcements.cleaned(typed);
        var length = text.codePointCount(0, text.length());
        if (length == 0) {
            return new Turn.Again<>(tr("Please type it."));
        }
        return length > Announcements.LONGEST
                ? new Turn.Again<>(
                        tr(
                                "That is %d characters, and at most %d fit. Please make it shorter.",
                                length, Announcements.LONGEST))
                : new Turn.Next<>(new AdminStep.ConfirmAnnouncement(text));
    }

    private static Reply sent(Announcements.Sent sent) {
        return Reply.say(
                Message.of(
                        tr("It is on its way to %s.", sent.reach().words()),
                        Button.of("admin:announced:" + sent.id(), tr("How many have it?"))));
    }
}
