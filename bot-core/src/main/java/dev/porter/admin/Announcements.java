package dev.porter.admin;

import static dev.porter.language.Language.tr;

import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.account.Activities;
import dev.porter.account.Owners;
import dev.porter.chat.Message;
import dev.porter.chat.Texts;
import dev.porter.conversation.Visit;
import dev.porter.durable.Durable;
import dev.porter.notice.Notices;
import java.util.List;
import java.util.stream.Collectors;

/// What an administrator tells everybody who has an account.
final class Announcements {
    /// How many characters one has at most.
    static final int LONGEST = 1_000;

    private final Accounts accounts;
    private final Owners owners;
    private final Notices notices;
    private final Activities activities;
    private final Durable durable;

    Announcements(
            Accounts accounts,
            Owners owners,
            Notices notices,
            Activities activities,
            Durable durable) {
        this.accounts = accounts;
        this.owners = owners;
        this.notices = notices;
        this.activities = activities;
        this.durable = durable;
    }

    /// Whom one reaches.
    record Reach(int people, int chats) {
        String words() {
            if (people != 1) {
                return tr("%d people, in %d chats", people, chats);
            }
            return chats == 1 ? tr("1 person, in 1 chat") : tr("1 person, in %d chats", chats);
        }
    }

    /// One that is on its way.
    record Sent(String id, Reach reach) {}

    /// The text as it is said: its lines, without what cannot be seen, at most one of them empty
    /// between two others.
    static String cleaned(String typed) {
        return typed.lines()
                .map(line -> Texts.line(line, typed.length() + 1))
                .collect(Collectors.joining("\n"))
                .replaceAll("\n{3,}", "\n\n")
                .strip();
    }

    /// How it looks in a chat.
    static Message of(String by, String text) {
        return Message.titled(tr("📣 %s to everybody", Texts.line(by, 40)), text);
    }

    /// Whom it would reach now.
    Reach reach() {
        var reached = recipients();
        var chats = reached.stream().mapToInt(account -> owners.of(account).size()).sum();
        return new Reach(reached.size(), chats);
    }

    private List<Account> recipients() {
        return accounts.all().stream()
                .filter(Account::active)
                .filter(account -> !owners.of(account).isEmpty())
                .toList();
    }

    /// Sends it; for the same visit it is sent once, however often this is called.
    Sent send(Visit visit, Account by, String text) {
        var id = visit.origin().id();
        return durable.commit(() -> {
            var reach = reach();
            var again = notices.count(key(id)) > 0;
            for (var account : recipients()) {
                owners.tell(
                        account,
                        key(id) + account.id(),
                        () -> opening(by),
                        () -> of(by.displayName(), text));
            }
            if (!again) {
                activities.report(by.id(), tr("Told everybody something: %s.", reach.words()));
            }
            return new Sent(id, reach);
        });
    }

    private static Message opening(Account by) {
        return Message.of(
                tr("📣 %s has something to tell everybody.", Texts.line(by.displayName(), 40)));
    }

    /// In how many chats it stands by now, and in how many it shall; 0 when there is no such
    /// announcement, or it is from long ago.
    Progress progress(String id) {
        return new Progress(notices.said(key(id)), notices.count(key(id)));
    }

    /// How far one is.
    record Progress(long said, long all) {}

    private static String key(String id) {
        return "announcement:" + id + ":";
    }
}
