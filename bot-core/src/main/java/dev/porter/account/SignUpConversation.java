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

/// Makes an account for somebody who was approved.
final class SignUpConversation implements Conversation<SignUpStep> {
    private final SignUp signUp;
    private final UserOrders orders;
    private final Accounts accounts;
    private final AccessRequests requests;
    private final PasswordRules rules;
    private final SecretsInHand secrets;

    SignUpConversation(
            SignUp signUp,
            UserOrders orders,
            Accounts accounts,
            AccessRequests requests,
            PasswordRules rules,
            SecretsInHand secrets) {
        this.signUp = signUp;
        this.orders = orders;
        this.accounts = accounts;
        this.requests = requests;
        this.rules = rules;
        this.secrets = secrets;
    }

    @Override
    public Class<SignUpStep> steps() {
        return SignUpStep.class;
    }

    @Override
    public Audience audience() {
        return Audience.ANYONE;
    }

    @Override
    public Message ask(Visit visit, SignUpStep step) {
        return switch (step) {
            case SignUpStep.AskUserName() ->
                    Message.of(
                                    tr(
                                            "Which user name would you like? 3 to 32 small letters, digits, dots or"
                                                    + " dashes, like “anna.b”."))
                            .with(new Form(tr("Your user name"), false));
            case SignUpStep.AskPassword(var name) ->
                    Message.of(
                                    tr(
                                            visit.features().forms()
                                                    ? "Now a password for %s: at least 8 characters, with a"
                                                            + " capital letter, a small letter and a digit."
                                                    : "Now a password for %s: at least 8 characters, with a"
                                                            + " capital letter, a small letter and a digit."
                                                            + " I delete your message as soon as I have"
                                                            + " read it.",
                                            name),
                                    Button.of("make", tr("Make a strong one for me")))
                            .with(new Form(tr("Your password"), true));
            case SignUpStep.Confirm(var name) ->
                    Message.titled(
                            tr("Create the account “%s”?", name),
                            tr(
                                    signUp.onTheNas()
                                            ? "You will have a private folder of that name on the NAS, and"
                                                    + " the same name and password open the official apps."
                                            : "You will have a private folder of that name on the NAS."),
                            Button.of("yes", tr("✅ Create my account")),
                            Button.of("again", tr("Start over")));
        };
    }

    @Override
    public Turn<SignUpStep> answer(Visit visit, SignUpStep step, Answer answer) {
        if (accounts.includes(Audience.MEMBER, visit.person())) {
            return new Turn.End<>(
                    Reply.say(tr("Your account is ready already. /menu shows what I can do.")));
        }
        if (accounts.keptOut(visit.person())) {
            return new Turn.End<>(DoorTopic.switchedOff());
        }
        if (!mayGoOn(visit)) {
            return new Turn.End<>(
                    Reply.say(tr("You need to be approved first. /start shows how to ask.")));
        }
        return switch (step) {
            case SignUpStep.AskUserName() ->
                    answer instanceof Answer.Text(var text)
                            ? userName(visit, text)
                            : new Turn.Again<>(tr("Please type the name."));
            case SignUpStep.AskPassword(var name) ->
                    answer instanceof Answer.Text(var text)
                            ? password(visit, name, new Secret(text))
                            : made(visit, name);
            case SignUpStep.Confirm(var name) -> confirm(visit, name, answer);
        };
    }

    private boolean mayGoOn(Visit visit) {
        return requests.maySignUp(visit.person())
                || accounts.of(visit.person()).filter(Account::administers).isPresent();
    }

    private Turn<SignUpStep> userName(Visit visit, String text) {
        if (Secret.mayBeAmong(text)) {
            return new Turn.Unsaid<>(
                    tr(
                            "That does not work as a user name: 3 to 32 small letters, digits, dots or dashes."));
        }
        var parsed = UserName.parse(text);
        if (parsed.isEmpty()) {
            return new Turn.Again<>(
                    tr(
                            "That does not work as a user name: 3 to 32 small letters, digits, dots or dashes, beginning with a letter."));
        }
        var name = parsed.get();
        if (SignUp.reserved(name)) {
            return new Turn.Again<>(tr("That name is reserved. Please choose another one."));
        }
        if (signUp.taken(name)) {
            return new Turn.Again<>(tr("That name is taken. Please choose another one."));
        }
        return orders.needed(name)
                ? order(visit, name, false)
                : new Turn.Next<>(new SignUpStep.AskPassword(name));
    }

    private Turn<SignUpStep> order(Visit visit, UserName name, boolean passwordTold) {
        return orders.place(visit.origin().person(), name)
                ? new Turn.End<>(
                        Reply.say(
                                tr(
                                        passwordTold
                                                ? "I may not make users on this NAS myself, so I have asked the"
                                                        + " administrator to make “%s” for you. They give you its"
                                                        + " first password themselves, and I'll tell you here as soon"
                                                        + " as you can log in. The password you chose is kept nowhere."
                                                : "I may not make users on this NAS myself, so I have asked the"
                                                        + " administrator to make “%s” for you. They give you its"
                                                        + " first password themselves, and I'll tell you here as soon"
                                                        + " as you can log in.",
                                        name)))
                : new Turn.End<>(
                        Reply.say(tr("That name is taken. Please choose another one."))
                                .thenAsk(new SignUpStep.AskUserName()));
    }

    private Turn<SignUpStep> password(Visit visit, UserName name, Secret chosen) {
        var refusal = rules.refusal(chosen, name, visit.origin().person().displayName());
        if (refusal.isPresent()) {
            return new Turn.Again<>(refusal.get());
        }
        secrets.hold(visit.person(), chosen);
        return new Turn.Next<>(new SignUpStep.Confirm(name));
    }

    private Turn<SignUpStep> made(Visit visit, UserName name) {
        var made = StrongPassword.make();
        secrets.hold(visit.person(), made);
        return new Turn.End<>(
                Reply.say(StrongPassword.shown(made)).thenAsk(new SignUpStep.Confirm(name)));
    }

    private Turn<SignUpStep> confirm(Visit visit, UserName name, Answer answer) {
        if (answer instanceof Answer.Text(var text) && Secret.mayBe(text)) {
            return new Turn.Unsaid<>(
                    tr("You need not repeat your password: please use the buttons."));
        }
        if (!(answer instanceof Answer.Press(var button))) {
            return new Turn.Again<>(tr("Please use the buttons."));
        }
        if (button.equals("again")) {
            secrets.take(visit.person());
            return new Turn.Next<>(new SignUpStep.AskUserName());
        }
        return secrets.use(visit.person(), password -> made(visit, name, password))
                .orElseGet(() ->
                        new Turn.End<>(
                                Reply.say(
                                                tr(
                                                        "I never write passwords down, and it is a while since"
                                                                + " you told me. Please type it once more."))
                                        .thenAsk(new SignUpStep.AskPassword(name))));
    }

    private Turn<SignUpStep> made(Visit visit, UserName name, Secret password) {
        return switch (signUp.make(visit.origin().person(), name, password)) {
            case SignUp.Result.Made(var account) ->
                    new Turn.End<>(
                            Reply.say(
                                    Message.titled(
                                            tr("Welcome, %s!", account.displayName()),
                                            tr(
                                                    "Your account “%s” is ready. Send me any document,"
                                                            + " picture or video now, and I will store it on the"
                                                            + " NAS and tell you when it is safe.",
                                                    name),
                                            Button.of("menu:home", tr("What I can do")),
                                            Button.of("guide:all", tr("Get the apps")))));
            case SignUp.Result.NameTaken() ->
                    new Turn.End<>(
                            Reply.say(tr("Somebody was faster: that name is taken now."))
                                    .thenAsk(new SignUpStep.AskUserName()));
            case SignUp.Result.PasswordRefused() ->
                    new Turn.End<>(
                            Reply.say(tr("The NAS finds that password too weak."))
                                    .thenAsk(new SignUpStep.AskPassword(name)));
            case SignUp.Result.NotPermitted() -> order(visit, name, true);
        };
    }
}
