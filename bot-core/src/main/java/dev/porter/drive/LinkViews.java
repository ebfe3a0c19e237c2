package dev.porter.drive;

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
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// What links have in common, whatever they are for, and how they are shown.
final class LinkViews {
    static final int LONGEST_NAME = 60;
    static final String NOT_PERMITTED =
            "The NAS does not let me make links. An administrator can allow it: /support reaches"
                    + " one.";

    private static final int PASSWORD_LENGTH = 12;
    private static final int SHOWN = 8;
    private static final int IN_A_ROW = 4;
    private static final List<Integer> DAYS = List.of(1, 7, 30);

    private LinkViews() {}

    /// A button for each time that a link can work.
    ///
    /// @param value what the button for so many days gives back
    static List<Button> days(IntFunction<String> value) {
        return DAYS.stream()
                .map(days ->
                        Button.of(value.apply(days), days == 1 ? "Until tomorrow" : days + " days"))
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
                        ("%s\n\nPassword: %s\n\nIt works until %s. Send the two by different ways if"
                                        + " you can; I'll show the password only once.%s")
                                .formatted(
                                        link.address(),
                                        password.reveal(),
                                        day(link),
                                        more.isEmpty() ? "" : "\n\n" + more))
                .row(
                        new Button.Copy("Copy the link", link.address().toString()),
                        new Button.Copy("Copy the password", password.reveal()))
                .row(
                        Button.of("share:end:" + link.id(), "End it now"),
                        Button.of("share:all", "My links"))
                .with(Care.PRIVATE);
    }

    /// All links of a member.
    ///
    /// @param more buttons besides
    static Message all(List<ShareLink> links, List<Button> more) {
        if (links.isEmpty()) {
            return Message.of("You have no links. Open a file and press “Link” to make one.")
                    .row(Button.of("files:all", "My files"))
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
                .row(Button.of("files:all", "My files"))
                .row(more);
    }

    /// The button that leads to a link for sending files; none where the NAS has no such links.
    static List<Button> asking(Nas nas) {
        return nas.shareLinks().flatMap(ShareLinks::requests).stream()
                .map(_ -> Button.of("share:ask", "📥 Let others send me files"))
                .toList();
    }

    private static String what(ShareLink link) {
        return switch (link.use()) {
            case FETCH -> Texts.line(link.path().name(), LONGEST_NAME);
            case PUT -> "📥 for sending into " + Texts.line(link.path().path(), LONGEST_NAME);
        };
    }

    private static String day(ShareLink link) {
        return link.lastDay()
                .map(day -> Times.day(day.atStartOfDay(ZoneId.systemDefault()).toInstant()))
                .orElse("you end it");
    }
}
