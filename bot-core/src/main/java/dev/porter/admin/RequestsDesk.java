package dev.porter.admin;

import static dev.porter.language.Language.tr;

import dev.porter.account.Administrators;
import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.conversation.Action;
import dev.porter.conversation.BotCommand.Word;
import dev.porter.conversation.Page;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Visit;
import dev.porter.durable.Durable;

/// Who waits to be let in, or to let somebody in, with the buttons that decide it. What is shown
/// changes when somebody else decides.
final class RequestsDesk implements Desk {
    private static final int PAGE = 5;

    private final WaitingRequests waiting;
    private final Administrators administrators;
    private final Durable durable;

    RequestsDesk(WaitingRequests waiting, Administrators administrators, Durable durable) {
        this.waiting = waiting;
        this.administrators = administrators;
        this.durable = durable;
    }

    @Override
    public Word word() {
        return new Word("requests", "who waits to be let in, or to invite somebody");
    }

    @Override
    public Reply press(Visit visit, Action action) {
        var all = waiting.all();
        if (all.isEmpty()) {
            return Reply.show(
                    Message.of(
                            tr("Nobody is waiting."),
                            Button.of("admin:home", tr("Administration"))));
        }
        var page = Page.of(all, action, PAGE);
        durable.commit(() ->
                page.shown()
                        .forEach(one ->
                                administrators.show(one.key(), visit.origin(), one::question)));
        return Reply.say(
                Message.titled(
                                tr("Requests"),
                                tr("Waiting: %s.", waiting.counts())
                                        + "\n"
                                        + which(page, all.size()))
                        .row(page.turning("admin:requests"))
                        .row(Button.of("admin:home", tr("Administration"))));
    }

    private static String which(Page<?> page, int all) {
        var last = page.first() + page.shown().size() - 1;
        if (page.shown().size() == all) {
            return tr(all == 1 ? "Here it is." : "Here they are, oldest first.");
        }
        return page.first() == last
                ? tr("Here is number %d.", last)
                : tr("Here are %d to %d, oldest first.", page.first(), last);
    }
}
