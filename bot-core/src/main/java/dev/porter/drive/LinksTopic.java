package dev.porter.drive;

import static dev.porter.language.Language.tr;

import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.account.Activities;
import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.Texts;
import dev.porter.conversation.Action;
import dev.porter.conversation.Audience;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Topic;
import dev.porter.conversation.Visit;
import dev.porter.files.Catalogue;
import dev.porter.files.FilesTopic;
import dev.porter.files.StoredFile;
import dev.porter.nas.Nas;
import dev.porter.nas.NasException;
import dev.porter.nas.ShareLink;
import dev.porter.nas.ShareLinks;
import java.time.Clock;
import java.util.function.Function;

/// Links for somebody who has no account, to a member's own files or for sending the member some:
/// made, seen and ended.
final class LinksTopic implements Topic {
    private static final String NAME = "share";

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
            return Reply.say(tr("This NAS has no links. /restore brings a file into the chat."));
        }
        return switch (action.verb()) {
            case "file" -> withFile(account, action, LinksTopic::howLong);
            case "make" ->
                    withFile(account, action, file -> make(account, links.get(), file, action));
            case "ask" ->
                    links.get().requests().isPresent()
                            ? Reply.ask(new FileRequestStep.AskName())
                            : Reply.say(FileRequestConversation.notOffered());
            case "end" -> end(account, links.get(), action.word(1));
            default -> Reply.show(all(account, links.get()));
        };
    }

    private Reply withFile(Account account, Action action, Function<StoredFile, Reply> then) {
        return action.number()
                .flatMap(id -> catalogue.find(account.id(), id))
                .filter(file -> !file.binned())
                .map(then)
                .orElseGet(() -> Reply.say(FilesTopic.gone()));
    }

    private static Reply howLong(StoredFile file) {
        return Reply.show(
                Message.titled(
                                tr("A link to %s", Texts.line(file.name(), LinkViews.LONGEST_NAME)),
                                tr(
                                        "Whoever has the link and its password can fetch this one file,"
                                                + " and nothing else. For how long?"))
                        .row(LinkViews.days(days -> "share:make:%d:%d".formatted(file.id(), days)))
                        .row(
                                Button.of("share:all", tr("My links")),
                                Button.of("files:open:" + file.id(), tr("Back"))));
    }

    private Reply make(Account account, ShareLinks links, StoredFile file, Action action) {
        var days = LinkViews.days(action.word(2));
        if (days.isEmpty()) {
            return howLong(file);
        }
        var path = catalogue.latest(file).path();
        var password = LinkViews.password();
        try {
            var link = links.create(path, LinkViews.lastDay(clock, days.getAsInt()), password);
            activities.add(account.id(), tr("Made a link to %s.", file.name()));
            var name = Texts.line(file.name(), LinkViews.LONGEST_NAME);
            return Reply.say(LinkViews.made(tr("Your link to %s", name), link, password, ""));
        } catch (NasException e) {
            if (e.kind() != NasException.Kind.NOT_PERMITTED) {
                throw e;
            }
            return Reply.say(LinkViews.notPermitted());
        }
    }

    private Reply end(Account account, ShareLinks links, String id) {
        var ended = ShareLink.isId(id) && links.revoke(account.home(), id);
        if (ended) {
            activities.add(account.id(), tr("Ended a link."));
        }
        return Reply.show(
                all(account, links)
                        .after(
                                ended
                                        ? tr("Ended: nobody can use it any more.")
                                        : tr("That link is ended already.")));
    }

    private Message all(Account account, ShareLinks links) {
        return LinkViews.all(links.list(account.home()), LinkViews.asking(nas));
    }
}
