package dev.porter.backup;

import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.chat.Attachment;
import dev.porter.chat.Message;
import dev.porter.chat.Sizes;
import dev.porter.chat.Texts;
import dev.porter.conversation.Action;
import dev.porter.conversation.Attendant;
import dev.porter.conversation.Audience;
import dev.porter.conversation.BotCommand;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Topic;
import dev.porter.conversation.Visit;
import dev.porter.files.FilesTopic;
import dev.porter.nas.Nas;
import dev.porter.nas.NasException;
import dev.porter.nas.Space;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Taking files in: a sent attachment needs no command, and other text is a search.
public final class BackupTopic implements Topic, Attendant {
    private static final Logger log = LoggerFactory.getLogger(BackupTopic.class);

    private final Accounts accounts;
    private final Backups backups;
    private final Receipts receipts;
    private final Verification verification;
    private final FilesTopic files;
    private final Nas nas;
    private final Intake intake;

    BackupTopic(
            Accounts accounts,
            Backups backups,
            Receipts receipts,
            Verification verification,
            FilesTopic files,
            Nas nas,
            Intake intake) {
        this.accounts = accounts;
        this.backups = backups;
        this.receipts = receipts;
        this.verification = verification;
        this.files = files;
        this.nas = nas;
        this.intake = intake;
    }

    @Override
    public String name() {
        return "backup";
    }

    @Override
    public Audience audience() {
        return Audience.MEMBER;
    }

    @Override
    public List<BotCommand> commands() {
        return List.of(
                new BotCommand("backup", Audience.MEMBER, "how to send files, and what waits"),
                new BotCommand("verify", Audience.MEMBER, "is everything I sent really safe?"));
    }

    @Override
    public Reply command(Visit visit, String command, String text) {
        return command.equals("verify")
                ? verify(visit)
                : Reply.say(how(visit, accounts.member(visit.person()))).beside();
    }

    @Override
    public Reply press(Visit visit, Action action) {
        return action.verb().equals("verify")
                ? verify(visit)
                : Reply.show(how(visit, accounts.member(visit.person())));
    }

    private Reply verify(Visit visit) {
        verification.ask(visit.person());
        return Reply.later().beside();
    }

    private Message how(Visit visit, Account account) {
        var text =
                new StringBuilder(
                        "Just send me any file here: documents, pictures, videos, several at once. I"
                                + " store each on the NAS, read it back, compare it, and then tell you"
                                + " that it is safe.\n\nOn %s a file may have up to %s."
                                        .formatted(
                                                visit.platform().displayName(),
                                                Sizes.words(visit.features().largestIn())));
        var open = backups.openOf(account.id());
        if (open.isEmpty()) {
            text.append("\n\nNothing is waiting.");
        } else {
            text.append("\n\nOn its way now:");
            for (var backup : open) {
                text.append("\n• ").append(Texts.line(backup.name, 60));
                if (backup.problem != null) {
                    text.append(" – waits: ").append(receipts.problem(backup.problem));
                }
            }
        }
        return Message.titled("Document backup", text.toString());
    }

    @Override
    public Reply text(Visit visit, String text) {
        return Reply.say(files.search(visit, text));
    }

    @Override
    public Reply attachments(Visit visit, List<Attachment> attachments) {
        var account = accounts.member(visit.person());
        var largest = visit.features().largestIn();
        var room = room(account);
        var refusals = new ArrayList<String>();
        var taken = new ArrayList<Attachment>();
        var left = room.orElse(Long.MAX_VALUE);
        for (var attachment : attachments) {
            var name = Texts.line(attachment.name(), 60);
            if (attachment.size() > largest) {
                refusals.add(
                        ("%s has %s, and I can fetch at most %s from %s. The Drive app, or the web page"
                                        + " of the NAS, take it whatever its size.")
                                .formatted(
                                        name,
                                        Sizes.words(attachment.size()),
                                        Sizes.words(largest),
                                        visit.platform().displayName()));
            } else if (attachment.size() > left) {
                refusals.add(
                        "%s has %s, and you have room for %s more. An administrator can give you more."
                                .formatted(
                                        name, Sizes.words(attachment.size()), Sizes.words(left)));
            } else {
                left -= Math.max(0, attachment.size());
                taken.add(attachment);
            }
        }
        intake.accept(account, visit.origin(), taken);
        return refusals.isEmpty()
                ? Reply.later()
                : Reply.say("I did not take this: " + String.join("\n", refusals));
    }

    private Optional<Long> room(Account account) {
        try {
            var space = nas.files().space(account.home());
            return space.quota().isPresent() ? Optional.of(left(space)) : Optional.empty();
        } catch (NasException e) {
            log.info("The room of account {} is not known now: {}", account.id(), e.getMessage());
            return Optional.empty(); // what does not fit waits, and its owner is told
        }
    }

    private static long left(Space space) {
        return Math.max(0, space.quota().orElse(Long.MAX_VALUE) - space.used());
    }
}
