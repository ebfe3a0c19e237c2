package dev.porter.drive;

import static dev.porter.language.Language.tr;

import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.Message.Care;
import dev.porter.chat.Texts;
import dev.porter.chat.Times;
import dev.porter.nas.Nas;
import dev.porter.nas.ShareLink;
import dev.porter.nas.ShareLinks;
import dev.porter.secret.Codes;
import dev.porter.secret.Secret;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// What links have in common, whatever they are for, and how they are shown.
final class LinkViews {
    static final int LONGEST_NAME = 60;
    private static final int PASSWORD_LENGTH = 12;
    private static final int SHOWN = 8;
    private static final int IN_A_ROW = 4;
    private static final List<Integer> DAYS = List.of(1, 7, 30);

    private LinkViews() {}

    /// What is said where the NAS lets nobody make links.
    static String notPermitted() {
        return tr(
                "The NAS does not let me make links. An administrator can allow it: /support reaches"
                        + " one.");
    }

    /// A button for each time that a link can work.
    ///
    /// @param value what the button for so many days gives back
    static List<Button> days(IntFunction<String> value) {
        return DAYS.stream()
                .map(days ->
                        Button.of(
                                value.apply(days),
                                days == 1 ? tr("Until tomorrow") : tr("%d days", days)))
                .toList();
    }

    /// For how many days a link shall work; empty for a time that was not offered.
    static OptionalInt days(String claimed) {
        return DAYS.stream()
                .filter(days -> claimed.equals("" + days))
                .mapToInt(days -> days)
                .findFirst();
    }

    static LocalDate lastDay(Clock clock, int days) {
        return LocalDate.ofInstant(clock.instant(), ZoneId.systemDefault()).plusDays(days);
    }

    static Secret password() {
        return Codes.fresh(PASSWORD_LENGTH);
    }

    /// The one time that a link and its password are shown.
    static Message made(String title, ShareLink link, Secret password, String more) {
        return Message.titled(
                        title,
                        link.address()
                                + "\n\n"
                                + tr("Password: %s", password.reveal())
                                + "\n\n"
                                + advice(link)
                                + (more.isEmpty() ? "" : "\n\n" + more))
                .row(
                        new Button.Copy(tr("Copy the link"), link.address().toString()),
                        new Button.Copy(tr("Copy the password"), password.reveal()))
                .row(
                        Button.of("share:end:" + link.id(), tr("End it now")),
                        Button.of("share:all", tr("My links")))
                .with(Care.PRIVATE);
    }

    private static String advice(ShareLink link) {
        return day(link)
                .map(day ->
                        tr(
                                "It works until %s. Send the two by different ways if you can; I'll"
                                        + " show the password only once.",
                                day))
                .orElseGet(() ->
                        tr(
                                "It works until you end it. Send the two by different ways if you can;"
                                        + " I'll show the password only once."));
    }

    /// All links of a member.
    ///
    /// @param more buttons besides
    static Message all(List<ShareLink> links, List<Button> more) {
        if (links.isEmpty()) {
            return Message.of(tr("You have no links. Open a file and press “Link” to make one."))
                    .row(Button.of("files:all", tr("My files")))
                    .row(more);
        }
        var shown = links.stream().limit(SHOWN).toList();
        var lines = new ArrayList<String>();
        for (var link : shown) {
            lines.add(
                    "%d. %s · %s"
                            .formatted(
                                    lines.size() + 1,
                                    what(link),
                                    link.working() ? until(link) : tr("does not work any more")));
        }
        if (links.size() > SHOWN) {
            lines.add(tr("… and %d more, shown when these are ended.", links.size() - SHOWN));
        }
        return Message.titled(tr("My links"), String.join("\n", lines))
                .rows(
                        IntStream.range(0, shown.size())
                                .mapToObj(n ->
                                        Button.of(
                                                "share:end:" + shown.get(n).id(),
                                                tr("End %d", n + 1)))
                                .toList(),
                        IN_A_ROW)
                .row(Button.of("files:all", tr("My files")))
                .row(more);
    }

    /// The button that leads to a link for sending files; none where the NAS has no such links.
    static List<Button> asking(Nas nas) {
        return nas.shareLinks().flatMap(ShareLinks::requests).stream()
                .map(_ -> Button.of("share:ask", tr("📥 Let others send me files")))
                .toList();
    }

    private static String what(ShareLink link) {
        return switch (link.use()) {
            case FETCH -> Texts.line(link.path().name(), LONGEST_NAME);
            case PUT -> tr("📥 for sending into %s", Texts.line(link.path().path(), LONGEST_NAME));
        };
    }

    private static String until(ShareLink link) {
        return day(link).map(day -> tr("until %s", day)).orElseGet(() -> tr("until you end it"));
    }

    private static Optional<String> day(ShareLink link) {
        return link.lastDay()
                .map(day -> Times.day(day.atStartOfDay(ZoneId.systemDefault()).toInstant()));
    }
}
