package dev.porter.drive;

import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.account.Activities;
import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.Message.Care;
import dev.porter.chat.Texts;
import dev.porter.chat.Times;
import dev.porter.conversation.Action;
import dev.porter.conversation.Audience;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Topic;
import dev.porter.conversation.Visit;
import dev.porter.files.Catalogue;
import dev.porter.files.StoredFile;
import dev.porter.nas.Nas;
import dev.porter.nas.NasException;
import dev.porter.nas.ShareLink;
import dev.porter.nas.ShareLinks;
import dev.porter.secret.Codes;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Links to a member's own files for somebody who has no account: made, seen and ended.
public final class LinksTopic implements Topic {
    private static final String NAME = "share";
    private static final int PASSWORD_LENGTH = 12;
    private static final int SHOWN = 8;
    private static final int IN_A_ROW = 4;
    private static final int LONGEST_NAME = 60;
    private static final List<Integer> DAYS = List.of(1, 7, 30);

    private final Accounts accounts;
    private final Activities activities;
    private final Catalogue catalogue;
    private final Nas nas;
    private final Clock clock;

    /// Makes the topic.
    public LinksTopic(
            Accounts accounts, Activities activities, Catalogue catalogue, Nas nas, Clock clock) {
        this.accounts = accounts;
        this.activities = activities;
        this.catalogue = catalogue;
        this.nas = nas;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Audience audience() {
        return Audience.MEMBER;
    }

    @Override
    public Reply press(Visit visit, Action action) {
        var account = accounts.member(visit.person());
        var links = nas.shareLinks();
        if (links.isEmpty()) {
            return Reply.say("This NAS has no links. /restore brings a file into the chat.");
        }
        return switch (action.verb()) {
            case "file" -> withFile(account, action, LinksTopic::howLong);
            case "make" ->
                    withFile(account, action, file -> make(account, links.get(), file, action));
            case "end" -> end(account, links.get(), action.word(1));
            default -> Reply.show(all(links.get().list(account.home())));
        };
    }

    private Reply withFile(Account account, Action action, Function<StoredFile, Reply> then) {
        return action.number()
                .flatMap(id -> catalogue.find(account.id(), id))
                .filter(file -> !file.binned())
                .map(then)
                .orElseGet(
                        () -> Reply.say("That file is not there any more. /files shows what is."));
    }

    private static Reply howLong(StoredFile file) {
        var buttons =
                DAYS.stream()
                        .map(days ->
                                Button.of(
                                        "share:make:%d:%d".formatted(file.id(), days),
                                        days == 1 ? "Until tomorrow" : days + " days"))
                        .toList();
        return Reply.show(
                Message.titled(
                                "A link to " + Texts.line(file.name(), LONGEST_NAME),
                                "Whoever has the link and its password can fetch this one file, and"
                                        + " nothing else. For how long?")
                        .row(buttons)
                        .row(
                                Button.of("share:all", "My links"),
                                Button.of("files:open:" + file.id(), "Back")));
    }

    private Reply make(Account account, ShareLinks links, StoredFile file, Action action) {
        var days = DAYS.stream().filter(known -> action.word(2).equals("" + known)).findFirst();
        if (days.isEmpty()) {
            return howLong(file);
        }
        var path = catalogue.latest(file).path();
        var lastDay =
                LocalDate.ofInstant(clock.instant(), ZoneId.systemDefault()).plusDays(days.get());
        var password = Codes.fresh(PASSWORD_LENGTH);
        try {
            var link = links.create(path, lastDay, password);
            activities.add(account.id(), "Made a link to %s.".formatted(file.name()));
            return Reply.say(
                    Message.titled(
                                    "Your link to " + Texts.line(file.name(), LONGEST_NAME),
                                    ("%s\n\nPassword: %s\n\nIt works until %s. Send the two by"
                                                    + " different ways if you can; I show the"
                                                    + " password this once.")
                                            .formatted(
                                                    link.address(), password.reveal(), day(link)))
                            .row(
                                    new Button.Copy("Copy the link", link.address().toString()),
                                    new Button.Copy("Copy the password", password.reveal()))
                            .row(
                                    Button.of("share:end:" + link.id(), "End it now"),
                                    Button.of("share:all", "My links"))
                            .with(Care.PRIVATE));
        } catch (NasException e) {
            if (e.kind() != NasException.Kind.NOT_PERMITTED) {
                throw e;
            }
            return Reply.say(
                    "The NAS does not let me make links. An administrator can allow it: /support"
                            + " reaches one.");
        }
    }

    private Reply end(Account account, ShareLinks links, String id) {
        var ended = ShareLink.isId(id) && links.revoke(account.home(), id);
        if (ended) {
            activities.add(account.id(), "Ended a link.");
        }
        return Reply.show(
                all(links.list(account.home()))
                        .after(
                                ended
                                        ? "Ended: it opens nothing any more."
                                        : "That link is ended already."));
    }

    private static Message all(List<ShareLink> links) {
        if (links.isEmpty()) {
            return Message.of(
                    "You have no links. Open a file and press “Link” to make one.",
                    Button.of("files:all", "My files"));
        }
        var shown = links.stream().limit(SHOWN).toList();
        var lines = new ArrayList<String>();
        for (var link : shown) {
            lines.add(
                    "%d. %s · %s"
                            .formatted(
                                    lines.size() + 1,
                                    Texts.line(link.file().name(), LONGEST_NAME),
                                    link.working()
                                            ? "until " + day(link)
                                            : "does not work any more"));
        }
        if (links.size() > SHOWN) {
            lines.add("… and %d more, shown when these are ended.".formatted(links.size() - SHOWN));
        }
        return Message.titled("My links", String.join("\n", lines))
                .rows(
                        IntStream.range(0, shown.size())
                                .mapToObj(n ->
                                        Button.of(
                                                "share:end:" + shown.get(n).id(), "End " + (n + 1)))
                                .toList(),
                        IN_A_ROW)
                .row(Button.of("files:all", "My files"));
    }

    private static String day(ShareLink link) {
        return link.lastDay()
                .map(day -> Times.day(day.atStartOfDay(ZoneId.systemDefault()).toInstant()))
                .orElse("you end it");
    }
}
