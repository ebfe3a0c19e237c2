package dev.porter.account;

import static dev.porter.language.Language.tr;

import dev.porter.account.SecurityStep.Wish;
import dev.porter.chat.Button;
import dev.porter.chat.Form;
import dev.porter.chat.Message;
import dev.porter.chat.Message.Care;
import dev.porter.conversation.Answer;
import dev.porter.conversation.Audience;
import dev.porter.conversation.Conversation;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Turn;
import dev.porter.conversation.Visit;
import dev.porter.durable.Durable;
import dev.porter.nas.Nas;
import dev.porter.secret.Secret;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Changes what keeps an account safe. The password is asked for first: whoever holds an unlocked
/// phone must not be able to.
final class SecurityConversation implements Conversation<SecurityStep> {
    private final Accounts accounts;
    private final Activities activities;
    private final LogIns logIns;
    private final PasswordRules rules;
    private final PasswordHashes hashes;
    private final TwoStep twoStep;
    private final SecretsInHand secrets;
    private final Confirmations confirmations;
    private final LogOuts logOuts;
    private final Nas nas;
    private final Durable durable;

    SecurityConversation(
            Accounts accounts,
            Activities activities,
            LogIns logIns,
            PasswordRules rules,
            PasswordHashes hashes,
            TwoStep twoStep,
            SecretsInHand secrets,
            Confirmations confirmations,
            LogOuts logOuts,
            Nas nas,
            Durable durable) {
        this.accounts = accounts;
        this.activities = activities;
        this.logIns = logIns;
        this.rules = rules;
        this.hashes = hashes;
        this.twoStep = twoStep;
        this.secrets = secrets;
        this.confirmations = confirmations;
        this.logOuts = logOuts;
        this.nas = nas;
        this.durable = durable;
    }

    @Override
    public Class<SecurityStep> steps() {
        return SecurityStep.class;
    }

    @Override
    public Audience audience() {
        return Audience.MEMBER;
    }

    @Override
    public Message ask(Visit visit, SecurityStep step) {
        return switch (step) {
            case SecurityStep.AskPassword _ ->
                    Message.of(tr("First your current password, please."))
                            .with(new Form(tr("Your password"), true));
            case SecurityStep.AskPasswordCode _ ->
                    Message.of(
                                    tr(
                                            "And the code that your authenticator app shows, or a recovery"
                                                    + " code."))
                            .with(new Form(tr("The code"), true));
            case SecurityStep.AskNewPassword() ->
                    Message.of(
                                    tr(
                                            "Now the new password: at least 8 characters, with a capital letter,"
                                                    + " a small letter and a digit."),
                                    Button.of("make", tr("Make a strong one for me")))
                            .with(new Form(tr("Your new password"), true));
            case SecurityStep.ConfirmMade() ->
                    Message.of(
                            tr(
                                    "Is it in a safe place? Then it becomes your password, and all other"
                                            + " chats are logged out."),
                            Button.of("yes", tr("✅ Change my password")),
                            Button.of("again", tr("I type one myself")));
            case SecurityStep.AskFirstCode() ->
                    Message.of(tr("Which six digits does the app show now?"))
                            .with(new Form(tr("The code"), true));
        };
    }

    @Override
    public Turn<SecurityStep> answer(Visit visit, SecurityStep step, Answer answer) {
        var account = accounts.member(visit.person());
        return switch (answer) {
            case Answer.Text(var text) -> typed(visit, account, step, new Secret(text));
            case Answer.Press(var button) -> pressed(visit, account, step, button);
        };
    }

    private Turn<SecurityStep> pressed(
            Visit visit, Account account, SecurityStep step, String button) {
        return switch (step) {
            case SecurityStep.AskNewPassword() -> made(visit);
            case SecurityStep.ConfirmMade() -> confirmed(visit, account, button);
            case SecurityStep.AskPassword _,
                    SecurityStep.AskPasswordCode _,
                    SecurityStep.AskFirstCode _ ->
                    new Turn.Again<>(tr("Please type it."));
        };
    }

    private Turn<SecurityStep> made(Visit visit) {
        var made = StrongPassword.make();
        secrets.hold(visit.person(), made);
        return new Turn.End<>(
                Reply.say(StrongPassword.shown(made)).thenAsk(new SecurityStep.ConfirmMade()));
    }

    private Turn<SecurityStep> confirmed(Visit visit, Account account, String button) {
        if (!button.equals("yes")) {
            secrets.take(visit.person());
            return new Turn.Next<>(new SecurityStep.AskNewPassword());
        }
        return secrets.use(visit.person(), made -> newPassword(visit, account, made))
                .orElseGet(() ->
                        new Turn.End<>(
                                Reply.say(
                                                tr(
                                                        "I never write passwords down, and it is a while since"
                                                                + " I made that one. Your password is the old"
                                                                + " one still."))
                                        .thenAsk(new SecurityStep.AskNewPassword())));
    }

    private Turn<SecurityStep> typed(
            Visit visit, Account account, SecurityStep step, Secret secret) {
        return switch (step) {
            case SecurityStep.AskPassword(var wish) -> checked(visit, account, wish, secret, null);
            case SecurityStep.AskPasswordCode(var wish) ->
                    secrets.use(
                                    visit.person(),
                                    password -> checked(visit, account, wish, password, secret))
                            .orElseGet(() -> new Turn.Next<>(new SecurityStep.AskPassword(wish)));
            case SecurityStep.AskNewPassword() -> newPassword(visit, account, secret);
            case SecurityStep.ConfirmMade() -> new Turn.Again<>(tr("Please use the buttons."));
            case SecurityStep.AskFirstCode() -> firstCode(account, secret);
        };
    }

    private Turn<SecurityStep> checked(
            Visit visit, Account account, Wish wish, Secret password, @Nullable Secret code) {
        return switch (logIns.check(visit.origin().person(), account.home(), password, code)) {
            case LogIns.Result.In _ -> granted(visit, account, wish);
            case LogIns.Result.CodeNeeded() -> {
                secrets.hold(visit.person(), password);
                yield new Turn.Next<>(new SecurityStep.AskPasswordCode(wish));
            }
            case LogIns.Result.CodeWrong no -> {
                secrets.hold(visit.person(), password);
                yield new Turn.Again<>(no.words());
            }
            // The question stays open: what is typed too early is still taken for a secret.
            case LogIns.Result.Wait no ->
                    new Turn.End<>(
                            Reply.say(no.words()).thenAsk(new SecurityStep.AskPassword(wish)));
            case LogIns.Result.No no -> new Turn.End<>(Reply.say(no.words()));
            case LogIns.Result.Wrong() -> new Turn.Again<>(tr("That is not your password."));
        };
    }

    private Turn<SecurityStep> granted(Visit visit, Account account, Wish wish) {
        return switch (wish) {
            case NEW_PASSWORD -> {
                confirmations.put(visit.person(), account);
                yield new Turn.Next<>(new SecurityStep.AskNewPassword());
            }
            case TWO_STEP_ON -> new Turn.End<>(enrolled(account));
            case TWO_STEP_OFF -> new Turn.End<>(turnedOff(account));
        };
    }

    private Reply enrolled(Account account) {
        if (account.twoStepOn()) {
            return Reply.say(tr("Two-step verification is on already."));
        }
        var seed = durable.commit(() -> twoStep.enrol(account));
        var shown =
                Message.titled(
                                tr("Scan the picture with an authenticator app"),
                                tr(
                                        "Any will do. If you cannot scan, type this key into the app:\n%s",
                                        seed.reveal()))
                        .with(Care.FLEETING);
        return Reply.say(shown)
                .with(twoStep.picture(account, seed))
                .thenAsk(new SecurityStep.AskFirstCode());
    }

    private Reply turnedOff(Account account) {
        durable.commit(() -> {
            twoStep.turnOff(account);
            activities.report(account.id(), tr("Turned two-step verification off."));
        });
        return Reply.say(tr("Two-step verification is off."));
    }

    /// An abandoned question for the new password is no open door for whoever finds the phone.
    private Turn<SecurityStep> newPassword(Visit visit, Account account, Secret chosen) {
        if (!confirmations.has(visit.person(), account)) {
            return new Turn.End<>(
                    Reply.say(
                                    tr(
                                            "It is a while since you told me your password, so I need it once"
                                                    + " more."))
                            .thenAsk(new SecurityStep.AskPassword(Wish.NEW_PASSWORD)));
        }
        var refusal = rules.refusal(chosen, account.home(), account.displayName());
        if (refusal.isPresent()) {
            return another(refusal.get());
        }
        var users = nas.accounts();
        if (users.isPresent()) {
            switch (users.get().setPassword(account.home(), chosen)) {
                case DONE -> {}
                case PASSWORD_TOO_WEAK -> {
                    return another(tr("The NAS finds that password too weak."));
                }
                case NOT_PERMITTED, NAME_TAKEN -> {
                    return new Turn.End<>(
                            Reply.say(
                                    tr(
                                            "I may not change passwords on this NAS, so yours is still the"
                                                    + " old one. Please sign in to the NAS in a browser,"
                                                    + " open your personal settings there, and choose"
                                                    + " another one.")));
                }
            }
        }
        var hash = users.isPresent() ? "" : hashes.of(chosen);
        durable.commit(() -> {
            if (!hash.isEmpty()) {
                accounts.passwordHash(account.id(), hash);
            }
            logOuts.end(
                    account,
                    visit.person(),
                    () ->
                            tr(
                                    "The password of %s was changed in another chat. Log in here with the new one.",
                                    account.home()));
            activities.report(account.id(), tr("Changed the password."));
        });
        return new Turn.End<>(
                Reply.say(tr("Your password is changed, and all other chats are logged out.")));
    }

    private static Turn<SecurityStep> another(String reason) {
        return new Turn.End<>(Reply.say(reason).thenAsk(new SecurityStep.AskNewPassword()));
    }

    private Turn<SecurityStep> firstCode(Account account, Secret code) {
        var codes =
                durable.commit(() -> {
                    var made = twoStep.turnOn(account, code.reveal());
                    if (!made.isEmpty()) {
                        activities.report(account.id(), tr("Turned two-step verification on."));
                    }
                    return made;
                });
        if (codes.isEmpty()) {
            return new Turn.Again<>(
                    tr(
                            "That code is not right. It changes every 30 seconds, and the clock of your phone"
                                    + " must be right."));
        }
        var list = codes.stream().map(Secret::reveal).collect(Collectors.joining("\n"));
        return new Turn.End<>(
                Reply.say(
                        Message.titled(
                                        tr("✅ Two-step verification is on"),
                                        tr(
                                                "From now on a log-in needs a code of your app. For the day your"
                                                        + " phone is lost, keep these recovery codes on paper; each"
                                                        + " works once, and I'll show them only once:\n\n%s",
                                                list))
                                .with(Care.PRIVATE)));
    }
}
