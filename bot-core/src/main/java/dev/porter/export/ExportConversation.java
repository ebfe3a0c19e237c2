package dev.porter.export;

import static dev.porter.language.Language.tr;

import dev.porter.account.Accounts;
import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.conversation.Answer;
import dev.porter.conversation.Audience;
import dev.porter.conversation.Conversation;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Turn;
import dev.porter.conversation.Visit;

/// Asks a member whether they really want to be forgotten.
final class ExportConversation implements Conversation<ExportStep> {
    private final Accounts accounts;
    private final Deletions deletions;

    ExportConversation(Accounts accounts, Deletions deletions) {
        this.accounts = accounts;
        this.deletions = deletions;
    }

    @Override
    public Class<ExportStep> steps() {
        return ExportStep.class;
    }

    @Override
    public Audience audience() {
        return Audience.MEMBER;
    }

    @Override
    public Message ask(Visit visit, ExportStep step) {
        return Message.titled(
                tr("Ask to delete your account?"),
                tr(
                        """
                        An administrator decides; until then everything stays as it is. If they say yes:
                        • You are kept out at once, in every chat.
                        • I forget all I know of you: your chats, what you asked for, your invites, what I \
                        told you, what was done, and the list of your files. That cannot be undone.
                        • Your files stay on the NAS. Only the administrator can remove them, there. So bring \
                        back first what you want to keep (/files), and tell them if your files shall go.\
                        """),
                Button.of("yes", tr("Yes, ask for it")),
                Button.of("no", tr("No")));
    }

    @Override
    public Turn<ExportStep> answer(Visit visit, ExportStep step, Answer answer) {
        return switch (answer instanceof Answer.Press(var button) ? button : "") {
            case "yes" -> {
                deletions.ask(visit, accounts.member(visit.person()));
                yield new Turn.End<>(
                        Reply.say(
                                tr(
                                        "I have asked the administrator. When your account is deleted,"
                                                + " I'll tell you here once more; until then"
                                                + " everything stays as it is.")));
            }
            case "no" ->
                    new Turn.End<>(Reply.say(tr("Nothing was asked. Everything stays as it is.")));
            default -> new Turn.Again<>(tr("Please use the buttons."));
        };
    }
}
