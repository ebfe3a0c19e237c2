package dev.porter.account;

import static dev.porter.language.Language.tr;

import dev.porter.chat.Button;
import dev.porter.chat.ChatPlatforms;
import dev.porter.chat.Message;
import dev.porter.chat.Person;
import dev.porter.chat.Texts;
import dev.porter.chat.Times;
import dev.porter.conversation.Action;
import dev.porter.conversation.Audience;
import dev.porter.conversation.BotCommand;
import dev.porter.conversation.Page;
import dev.porter.conversation.People;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Topic;
import dev.porter.conversation.Visit;
import dev.porter.durable.Durable;
import dev.porter.nas.Nas;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What keeps an account safe, and where it is used.
final class SecurityTopic implements Topic {
    private static final int MOST_SHOWN = 15;

    /// How many links are shown at once.
    private static final int PAGE = 10;

    private final Accounts accounts;
    private final Activities activities;
    private final People people;
    private final ChatPlatforms platforms;
    private final LogOuts logOuts;
    private final Nas nas;
    private final Durable durable;

    SecurityTopic(
            Accounts accounts,
            Activities activities,
            People people,
            ChatPlatforms platforms,
            LogOuts logOuts,
            Nas nas,
            Durable durable) {
        this.accounts = accounts;
        this.activities = activities;
        this.people = people;
        this.platforms = platforms;
        this.logOuts = logOuts;
        this.nas = nas;
        this.durable = durable;
    }

    @Override
    public String name() {
        return "security";
    }

    @Override
    public Audience audience() {
        return Audience.MEMBER;
    }

    @Override
    public List<BotCommand> commands() {
        return List.of(
                new BotCommand(
                        "security",
                        Audience.MEMBER,
                        "two-step verification, password, where I am logged in"));
    }

    @Override
    public Reply command(Visit visit, String command, String text) {
        return Reply.say(home(accounts.member(visit.person())));
    }

    @Override
    public Reply press(Visit visit, Action action) {
        var account = accounts.member(visit.person());
        return switch (action.verb()) {
            case "links" -> Reply.show(links(visit, account, Page.number(action)));
            case "end" -> end(visit, account, action);
            case "activity" -> Reply.show(activity(account));
            case "password" ->
                    Reply.ask(new SecurityStep.AskPassword(SecurityStep.Wish.NEW_PASSWORD));
            case "two-step" -> twoStep(account);
            default -> Reply.show(home(account));
        };
    }

    private Message home(Account account) {
        var own = !nas.keepsUsers();
        return Message.titled(
                        tr("Security"),
                        tr(
                                own
                                        ? account.twoStepOn()
                                                ? "Two-step verification: on"
                                                : "Two-step verification: off"
                                        : "Two-step verification: set it on the NAS itself"))
                .row(
                        own
                                ? List.of(
                                        Button.of(
                                                "security:two-step",
                                                tr(
                                                        account.twoStepOn()
                                                                ? "Turn two-step off"
                                                                : "Turn two-step on")))
                                : List.of())
                .row(
                        Button.of("security:password", tr("Change password")),
                        Button.of("security:links", tr("Where am I logged in?")))
                .row(
                        Button.of("security:activity", tr("My activity")),
                        Button.of("door:out", tr("Log out here")));
    }

    private Reply twoStep(Account account) {
        if (nas.keepsUsers()) {
            return Reply.say(
                    tr(
                            "Two-step verification of this account is kept by the NAS: sign in there, open your"
                                    + " personal settings and choose Security."));
        }
        return Reply.ask(
                new SecurityStep.AskPassword(
                        account.twoStepOn()
                                ? SecurityStep.Wish.TWO_STEP_OFF
                                : SecurityStep.Wish.TWO_STEP_ON));
    }

    /// A page of the links, newest first: the one that should not be there is most likely a new
    /// one.
    private Message links(Visit visit, Account account, int wanted) {
        var page = Page.of(accounts.linksOf(account), wanted, PAGE);
        var lines = new ArrayList<String>();
        var ends = new ArrayList<Button>();
        for (var link : page.shown()) {
            var number = page.first() + lines.size();
            var here = link.person.equals(visit.person());
            lines.add("%d. %s".formatted(number, line(link, here)));
            if (!here) {
                ends.add(
                        Button.of(
                                "security:end:%d:%d".formatted(link.id, page.number()),
                                tr("End %d", number)));
            }
        }
        return Message.titled(tr("Where you are logged in"), String.join("\n", lines))
                .rows(ends, PAGE / 2)
                .row(page.turning("security:links"))
                .row(Button.of("security:home", tr("Back")));
    }

    private String line(Link link, boolean here) {
        return tr(
                here ? "%s on %s, since %s (here)" : "%s on %s, since %s",
                people.find(link.person).map(Person::displayName).orElse(tr("somebody")),
                platforms.called(link.person.platform()),
                Times.minute(link.since));
    }

    private Reply end(Visit visit, Account account, Action action) {
        var ended =
                action.number()
                        .filter(id ->
                                durable.commit(() -> {
                                    var was = logOuts.end(account, id);
                                    if (was) {
                                        activities.report(account.id(), tr("Ended a log-in."));
                                    }
                                    return was;
                                }))
                        .isPresent();
        return accounts.of(visit.person()).isEmpty()
                ? Reply.say(tr("You are logged out of this chat."))
                : Reply.show(
                        links(visit, account, Page.number(action.word(2)))
                                .after(tr(ended ? "Ended." : "That one is ended already.")));
    }

    private Message activity(Account account) {
        var lines =
                activities.latest(account.id(), MOST_SHOWN).stream()
                        .map(activity ->
                                Times.minute(activity.at())
                                        + " · "
                                        + Texts.line(activity.what(), 120))
                        .collect(Collectors.joining("\n"));
        return Message.titled(tr("Your activity"), lines.isEmpty() ? tr("Nothing yet.") : lines)
                .row(Button.of("security:home", tr("Back")));
    }
}
