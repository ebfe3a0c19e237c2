package dev.porter.drive;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.PersonId;
import dev.porter.chat.Sizes;
import dev.porter.chat.Texts;
import dev.porter.conversation.Action;
import dev.porter.conversation.Audience;
import dev.porter.conversation.BotCommand;
import dev.porter.conversation.BotCommand.Takes;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Topic;
import dev.porter.conversation.Visit;
import dev.porter.nas.Nas;
import dev.porter.nas.NasEntry;
import dev.porter.nas.NasException;
import dev.porter.nas.NasPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Browsing the account's own space on the NAS.
public final class DriveTopic implements Topic {
    private static final int PAGE = 12;
    private static final int IN_A_ROW = 4;
    private static final long MOST = 100_000;

    private final Accounts accounts;
    private final Nas nas;

    /// In which folder each person is: a button has no room for a path.
    private final Cache<PersonId, NasPath> places =
            Caffeine.newBuilder()
                    .maximumSize(10_000)
                    .expireAfterAccess(Duration.ofHours(1))
                    .build();

    /// Makes the topic.
    public DriveTopic(Accounts accounts, Nas nas) {
        this.accounts = accounts;
        this.nas = nas;
    }

    @Override
    public String name() {
        return "drive";
    }

    @Override
    public Audience audience() {
        return Audience.MEMBER;
    }

    @Override
    public List<BotCommand> commands() {
        return List.of(
                new BotCommand(
                        "drive",
                        Audience.MEMBER,
                        "browse my own space on the NAS",
                        new Takes.Text("folder", "which folder", false)));
    }

    @Override
    public Reply command(Visit visit, String command, String text) {
        var account = accounts.member(visit.person());
        var home = NasPath.home(account.home());
        if (text.isEmpty()) {
            return Reply.say(folder(visit, account, home, 0));
        }
        try {
            return Reply.say(folder(visit, account, home.resolve(text), 0));
        } catch (IllegalArgumentException _) {
            return Reply.say("That is not the name of a folder. /drive shows the ones you have.");
        }
    }

    @Override
    public Reply press(Visit visit, Action action) {
        var account = accounts.member(visit.person());
        var home = NasPath.home(account.home());
        var known = places.getIfPresent(visit.person());
        var place = known == null || !known.home().equals(account.home()) ? home : known;
        var number = action.number().filter(asked -> asked < MOST).map(Long::intValue).orElse(0);
        return switch (action.verb()) {
            case "open" -> {
                var entry = nas.files().list(place, number, 1);
                yield entry.isEmpty() || !entry.getFirst().folder()
                        ? Reply.show(folder(visit, account, place, 0))
                        : Reply.show(folder(visit, account, entry.getFirst().path(), 0));
            }
            case "up" -> Reply.show(folder(visit, account, place.parent(), 0));
            case "page" -> Reply.show(folder(visit, account, place, number));
            default -> Reply.show(folder(visit, account, home, 0));
        };
    }

    private Message folder(Visit visit, Account account, NasPath folder, int from) {
        List<NasEntry> found;
        try {
            found = nas.files().list(folder, from, PAGE + 1);
        } catch (NasException e) {
            if (e.kind() != NasException.Kind.NOT_FOUND || folder.path().isEmpty()) {
                throw e;
            }
            return folder(visit, account, NasPath.home(account.home()), 0)
                    .after("There is no such folder.");
        }
        places.put(visit.person(), folder);
        var lines = new ArrayList<String>();
        var buttons = new ArrayList<Button>();
        for (var i = 0; i < Math.min(PAGE, found.size()); i++) {
            var entry = found.get(i);
            var name = entry.path().name();
            if (name.startsWith(".")) {
                continue;
            }
            lines.add(
                    entry.folder()
                            ? "📁 " + Texts.line(name, 60)
                            : "📄 %s · %s"
                                    .formatted(Texts.line(name, 60), Sizes.words(entry.size())));
            if (entry.folder() && buttons.size() < 2 * IN_A_ROW) {
                buttons.add(Button.of("drive:open:" + (from + i), "📁 " + Texts.line(name, 20)));
            }
        }
        var message =
                Message.titled(
                        folder.path().isEmpty()
                                ? "Drive"
                                : "Drive / " + Texts.line(folder.path(), 80),
                        lines.isEmpty() ? "There is nothing here yet." : String.join("\n", lines));
        message = message.rows(buttons, IN_A_ROW);
        var turning = new ArrayList<Button>();
        if (!folder.path().isEmpty()) {
            turning.add(Button.of("drive:up", "⬆ Up"));
        }
        if (from > 0) {
            turning.add(Button.of("drive:page:" + Math.max(0, from - PAGE), "◀ Back"));
        }
        if (found.size() > PAGE) {
            turning.add(Button.of("drive:page:" + (from + PAGE), "More ▶"));
        }
        turning.add(Button.of("apps:drive", "Drive app"));
        return message.row(turning).row(LinkViews.asking(nas));
    }
}
