package dev.porter.account;

import static dev.porter.language.Language.tr;

import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.conversation.Action;
import dev.porter.conversation.Audience;
import dev.porter.conversation.BotCommand;
import dev.porter.conversation.BotCommand.Takes;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Topic;
import dev.porter.conversation.Visit;
import dev.porter.durable.Durable;
import java.util.List;

/// The door: who are you, and may you come in?
public final class DoorTopic implements Topic {
    private final Accounts accounts;
    private final AccessRequests requests;
    private final Claims claims;
    private final Activities activities;
    private final Undecided undecided;
    private final Durable durable;
    private final InviteCodes inviteCodes;

    DoorTopic(
            Accounts accounts,
            AccessRequests requests,
            Claims claims,
            Activities activities,
            Undecided undecided,
            Durable durable,
            InviteCodes inviteCodes) {
        this.accounts = accounts;
        this.requests = requests;
        this.claims = claims;
        this.activities = activities;
        this.undecided = undecided;
        this.durable = durable;
        this.inviteCodes = inviteCodes;
    }

    @Override
    public String name() {
        return "door";
    }

    @Override
    public Audience audience() {
        return Audience.ANYONE;
    }

    @Override
    public List<BotCommand> commands() {
        return List.of(
                new BotCommand(
                        "start",
                        Audience.ANYONE,
                        "say hello",
                        new Takes.Text("code", "the code of your invite", false)),
                new BotCommand("login", Audience.ANYONE, "use your account in this chat"),
                new BotCommand("logout", Audience.MEMBER, "leave your account in this chat"),
                new BotCommand(
                        "claim",
                        Audience.ANYONE,
                        "become the first administrator",
                        new Takes.Text(
                                "code",
                                "the code that Porter logged at its start, or that you set",
                                false)));
    }

    @Override
    public Reply command(Visit visit, String command, String text) {
        return switch (command) {
            case "login" -> text.isEmpty() ? logIn(visit) : logInInOneLine(visit);
            case "logout" -> logOut(visit);
            case "claim" -> claim(visit, text);
            default -> text.isEmpty() ? hello(visit) : inviteCodes.redeem(visit, text);
        };
    }

    @Override
    public Reply press(Visit visit, Action action) {
        return switch (action.verb()) {
            case "new" -> create(visit);
            case "login" -> logIn(visit);
            case "enter" -> enter(visit);
            case "sign-up" -> signUp(visit);
            case "out" -> logOut(visit);
            case "leave" -> leave(visit);
            default -> hello(visit);
        };
    }

    private Reply hello(Visit visit) {
        var account = accounts.of(visit.person());
        if (account.filter(Account::active).isPresent()) {
            return Reply.say(
                    Message.of(
                            tr(
                                    "Hello %s! Send me a file to store it, or a word to look for it.",
                                    account.get().displayName()),
                            Button.of("menu:home", tr("What I can do"))));
        }
        if (accounts.keptOut(visit.person())) {
            return switchedOff();
        }
        if (account.filter(Account::ordered).isPresent()) {
            return Reply.say(
                    Message.of(
                            tr(
                                    "I have asked the administrator to make your user “%s” on the NAS, and tell you here as soon as you can log in.",
                                    account.get().home()),
                            Button.of("door:enter", tr("Log in")),
                            Button.of("door:sign-up", tr("Choose another name"))));
        }
        if (account.isPresent() || requests.maySignUp(visit.person())) {
            return Reply.say(
                    Message.of(
                            tr(
                                    "You may come in: all that is missing is a user name and a password."),
                            Button.of("door:sign-up", tr("Make my account"))));
        }
        return Reply.say(
                Message.titled(
                                tr("Hello, I am Porter."),
                                tr(
                                        "I look after a private NAS: I store your documents and pictures"
                                                + " there, prove that they are safe, and bring them back when"
                                                + " you ask."))
                        .row(Button.of("door:new", tr("Create my private account")))
                        .row(
                                Button.of("invite:have", tr("I have an invite")),
                                Button.of("door:login", tr("Log in"))));
    }

    /// What somebody hears whose account an administrator has switched off.
    public static Reply switchedOff() {
        return Reply.say(
                Message.of(
                        tr(
                                "Your account is switched off at the moment. Your files are still there; the"
                                        + " administrator can switch it on again."),
                        Button.of("support:tell", tr("Tell the administrator"))));
    }

    private Reply create(Visit visit) {
        if (accounts.of(visit.person()).isPresent()
                || accounts.keptOut(visit.person())
                || requests.maySignUp(visit.person())) {
            return hello(visit);
        }
        var waiting =
                requests.of(visit.person())
                        .filter(latest -> latest.state() == AccessRequest.State.WAITING);
        if (waiting.isPresent()) {
            return Reply.say(
                    tr(
                            accounts.othersDecide(null)
                                    ? "I have asked already, and will tell you here as soon as an administrator"
                                            + " has answered."
                                    : "Your request waits already. The administrators see it as soon as they are"
                                            + " back, and I tell you here what they say."));
        }
        if (requests.declinedLately(visit.person())) {
            return Reply.say(
                    tr(
                            "The answer was no today. Please talk to the person who runs this NAS; you can"
                                    + " ask again tomorrow."));
        }
        return Reply.ask(new AccessStep.AskWho());
    }

    private Reply signUp(Visit visit) {
        var in = accounts.of(visit.person()).filter(Account::active).isPresent();
        return in || accounts.keptOut(visit.person())
                ? hello(visit)
                : Reply.ask(new SignUpStep.AskUserName());
    }

    private Reply logIn(Visit visit) {
        return accounts.of(visit.person())
                .filter(Account::active)
                .map(account ->
                        Reply.say(
                                Message.of(
                                        tr("You are logged in as %s already.", account.home()),
                                        Button.of("door:out", tr("Log out")),
                                        Button.of("menu:home", tr("What I can do")))))
                .orElseGet(() -> Reply.ask(new LogInStep.AskUserName()));
    }

    /// Asks somebody whose user was made on the NAS for its password.
    private Reply enter(Visit visit) {
        return accounts.of(visit.person())
                .filter(Account::ordered)
                .map(account -> Reply.ask(new LogInStep.AskPassword(account.home())))
                .orElseGet(() -> logIn(visit));
    }

    /// Somebody typed more than `/login`: it may hold a password.
    private Reply logInInOneLine(Visit visit) {
        return Reply.say(
                        tr(
                                visit.erase()
                                        ? "I deleted that message, in case there was a password in it: please"
                                                + " tell me one thing at a time."
                                        : "Please delete that message if there was a password in it, and"
                                                + " tell me one thing at a time."))
                .thenAsk(new LogInStep.AskUserName());
    }

    private Reply logOut(Visit visit) {
        var account = accounts.of(visit.person());
        if (account.isEmpty() || account.get().ordered()) {
            return hello(visit);
        }
        if (account.get().userName().isEmpty()) {
            return Reply.say(
                    Message.of(
                            tr(
                                    "You could not get back in: first choose a user name and a password."),
                            Button.of("door:sign-up", tr("Make my account"))));
        }
        return leavesNobody(account.get()) ? warned() : leave(visit);
    }

    /// Whether no administrator is logged in anywhere after this log-out.
    private boolean leavesNobody(Account account) {
        return account.administers()
                && accounts.peopleOf(account).size() == 1
                && !accounts.othersDecide(account);
    }

    private static Reply warned() {
        return Reply.say(
                Message.titled(
                        tr("You are the only administrator who is logged in anywhere"),
                        tr(
                                "Until you come back with /login, requests wait and nobody is told when"
                                        + " something is wrong. If you ever lose your password, nobody can"
                                        + " give you another one."),
                        Button.of("door:leave", tr("Log out all the same")),
                        Button.of("menu:home", tr("Stay"))));
    }

    private Reply leave(Visit visit) {
        var account = accounts.of(visit.person()).filter(Account::active);
        if (account.isEmpty()) {
            return hello(visit);
        }
        durable.commit(() -> {
            accounts.unlink(visit.person());
            activities.report(
                    account.get().id(),
                    tr(
                            "Log-out by %s on %s.",
                            visit.origin().person().displayName(), visit.platform().displayName()));
        });
        return Reply.say(
                tr(
                        "You are logged out of this chat. Your files are safe; /login brings you back."));
    }

    private Reply claim(Visit visit, String typed) {
        if (typed.isEmpty()) {
            return Reply.say(
                    tr(
                            "Please send the code with it, like /claim ABCD1234. Porter shows it where it was"
                                    + " started."));
        }
        visit.erase(); // wrong, it may be the right one mistyped
        return switch (claims.claim(visit.origin().person(), typed)) {
            case Claims.Result.Claimed() -> claimed(visit);
            case Claims.Result.Wrong() ->
                    Reply.say(tr("That is not the code. Porter shows it where it was started."));
            case Claims.Result.Over() ->
                    Reply.say(
                            tr("There is an administrator already, so there is nothing to claim."));
            case Claims.Result.Wait(var pause) ->
                    Reply.say(
                            tr(
                                    "That was wrong too often. Please wait %s and look at the code again.",
                                    pause.words()));
        };
    }

    private Reply claimed(Visit visit) {
        var waiting = undecided.count();
        var words = tr("You are the administrator now: people who ask for an account come to you.");
        if (waiting > 0) {
            words += " " + tr("%d wait already: /admin shows them.", waiting);
        }
        return accounts.of(visit.person()).filter(Account::active).isPresent()
                ? Reply.say(words)
                : Reply.say(words + " " + tr("Let us make your own account first."))
                        .thenAsk(new SignUpStep.AskUserName());
    }
}
