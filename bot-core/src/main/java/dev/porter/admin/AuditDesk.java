package dev.porter.admin;

import static dev.porter.language.Language.tr;

import dev.porter.account.Activities;
import dev.porter.account.Activities.Reported;
import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.Texts;
import dev.porter.chat.Times;
import dev.porter.conversation.Action;
import dev.porter.conversation.BotCommand.Word;
import dev.porter.conversation.Page;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Visit;
import java.util.stream.Collectors;

/// What was done lately by and to accounts.
final class AuditDesk implements Desk {
    private static final int PAGE = 12;

    private final Activities activities;

    AuditDesk(Activities activities) {
        this.activities = activities;
    }

    @Override
    public Word word() {
        return new Word("audit", "what was done lately, and by whom");
    }

    @Override
    public Reply press(Visit visit, Action action) {
        var number = Page.number(action);
        var found = activities.reported((long) number * PAGE, PAGE + 1);
        var page = Page.read(found, number, PAGE);
        var lines = page.shown().stream().map(AuditDesk::line).collect(Collectors.joining("\n"));
        return Reply.show(
                Message.titled(
                                tr("What was done lately"),
                                lines.isEmpty() ? tr("Nothing more.") : lines)
                        .row(page.turning("admin:audit"))
                        .row(Button.of("admin:home", tr("Administration"))));
    }

    private static String line(Reported one) {
        return "%s · %s · %s"
                .formatted(
                        Times.minute(one.at()),
                        Texts.line(one.whose(), 40),
                        Texts.line(one.what(), 120));
    }
}
