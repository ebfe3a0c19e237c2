package dev.porter.backup;

import static dev.porter.language.Language.tr;

import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.chat.Attachment;
import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.Message.Care;
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
import dev.porter.ticket.Tickets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Taking files in: a sent attachment needs no command, and other text is a search.
final class BackupTopic implements Topic, Attendant {
    private static final int LONGEST_NAME = 60;
    private static final int MOST_LINKS = 5;

    private final Accounts accounts;
    private final Backups backups;
    private final Receipts receipts;
    private final Verification verification;
    private final FilesTopic files;
    private final Room room;
    private final Tickets tickets;
    private final Optional<String> nasAddress;
    private final Intake intake;

    BackupTopic(
            Accounts accounts,
            Backups backups,
            Receipts receipts,
            Verification verification,
            FilesTopic files,
            Room room,
            Tickets tickets,
            Optional<String> nasAddress,
            Intake intake) {
        this.accounts = accounts;
        this.backups = backups;
        this.receipts = receipts;
        this.verification = verification;
        this.files = files;
        this.room = room;
        this.tickets = tickets;
        this.nasAddress = nasAddress;
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
        return switch (action.verb()) {
            case "verify" -> verify(visit);
            case "upload" -> uploadLink(visit);
            case "forgo" -> forgo(visit, action);
            default -> Reply.show(how(visit, accounts.member(visit.person())));
        };
    }

    private Reply verify(Visit visit) {
        return (verification.ask(visit.person())
                        ? Reply.later()
                        : Reply.say(
                                tr(
                                        "I am reading your files back already. The answer comes by"
                                                + " itself.")))
                .beside();
    }

    private Reply forgo(Visit visit, Action action) {
        var account = accounts.member(visit.person());
        action.number().ifPresent(last -> intake.forgo(account, last));
        return Reply.say(tr("All right, I do not mention it any more. /verify says what is safe."));
    }

    private Message how(Visit visit, Account account) {
        var largest = visit.features().largestIn();
        var paragraphs =
                List.of(
                        tr(
                                "Just send me any file here: documents, pictures, videos, several at once."
                                        + " I store each on the NAS, read it back, compare it, and"
                                        + " then tell you that it is safe."),
                        largest == Long.MAX_VALUE
                                ? tr("A file may be as large as it likes.")
                                : tr(
                                        "On %s a file may have up to %s.",
                                        visit.platform().displayName(), Sizes.limit(largest)),
                        underWay(backups.openOf(account.id())));
        return Message.titled(tr("Document backup"), String.join("\n\n", paragraphs))
                .row(
                        tickets.offered()
                                ? List.of(Button.of("backup:upload", tr("⬆ Upload by a link")))
                                : List.of());
    }

    private String underWay(List<Backup> open) {
        if (open.isEmpty()) {
            return tr("Nothing is waiting.");
        }
        var lines = new ArrayList<String>();
        lines.add(tr("On its way now:"));
        for (var backup : open) {
            var name = Texts.line(backup.name, LONGEST_NAME);
            lines.add(
                    "• "
                            + (backup.problem == null
                                    ? name
                                    : tr(
                                            "%s – waits: %s",
                                            name, receipts.problem(backup.problem))));
        }
        return String.join("\n", lines);
    }

    @Override
    public Reply text(Visit visit, String text) {
        return Reply.say(files.search(visit, text));
    }

    @Override
    public Reply attachments(Visit visit, List<Attachment> attachments) {
        var account = accounts.member(visit.person());
        var largest = visit.features().largestIn();
        var refusals = new ArrayList<String>();
        var tooLarge = new ArrayList<Attachment>();
        var taken = new ArrayList<Attachment>();
        var left = room.left(account);
        // What is delivered again has its room already.
        for (var attachment : intake.news(attachments)) {
            var name = Texts.line(attachment.name(), LONGEST_NAME);
            if (attachment.size() > largest && attachment.size() <= left) {
                tooLarge.add(attachment);
            } else if (attachment.size() > left) {
                refusals.add(
                        tr(
                                "%s has %s, and you have room for %s more. An administrator can give you"
                                        + " more.",
                                name, Sizes.words(attachment.size()), Sizes.words(left)));
            } else {
                left -= Math.max(0, attachment.size());
                taken.add(attachment);
            }
        }
        intake.accept(account, visit.origin(), taken);
        var messages = new ArrayList<Message>();
        if (!refusals.isEmpty()) {
            messages.add(Message.of(tr("I did not take this: %s", String.join("\n", refusals))));
        }
        if (!tooLarge.isEmpty()) {
            messages.add(tooLarge(visit, account, tooLarge));
        }
        return messages.isEmpty() ? Reply.later() : Reply.say(messages.toArray(Message[]::new));
    }

    private Message tooLarge(Visit visit, Account account, List<Attachment> files) {
        var text =
                files.stream()
                                .map(file ->
                                        tr(
                                                "%s has %s.",
                                                Texts.line(file.name(), LONGEST_NAME),
                                                Sizes.over(file.size())))
                                .collect(Collectors.joining("\n"))
                        + "\n"
                        + tr(
                                "I can fetch at most %s from %s.",
                                Sizes.limit(visit.features().largestIn()),
                                visit.platform().displayName())
                        + " ";
        return tickets.offered()
                ? links(
                        visit,
                        account,
                        tr("Too large for this chat"),
                        text + tr("Upload it here instead, whatever its size."),
                        Math.min(files.size(), MOST_LINKS))
                : Message.titled(
                        tr("Too large for this chat"),
                        text + byTheApp(),
                        Button.of("guide:drive", tr("Get the Drive app")));
    }

    private String byTheApp() {
        return nasAddress
                .map(address ->
                        tr(
                                "The Drive app takes it whatever its size: enter the address %s there.",
                                address))
                .orElseGet(() ->
                        tr(
                                "The Drive app takes it whatever its size: enter the address of the NAS,"
                                        + " which the administrator can tell you, there."));
    }

    private Message links(Visit visit, Account account, String title, String text, int count) {
        var message =
                Message.titled(
                                title,
                                text
                                        + " "
                                        + tr(
                                                count == 1
                                                        ? "The link takes one file, for one hour. Whoever has"
                                                                + " it can use it, so please do not pass it"
                                                                + " on."
                                                        : "Each link takes one file, for one hour. Whoever has"
                                                                + " it can use it, so please do not pass it"
                                                                + " on."))
                        .with(Care.PRIVATE);
        for (var number = 1; number <= count; number++) {
            var url = tickets.toHandOver(visit.person(), account).orElseThrow().reveal();
            var label = count == 1 ? tr("⬆ Upload a file") : tr("⬆ Upload file %d", number);
            message = message.row(new Button.Link(label, url));
        }
        return message;
    }

    private Reply uploadLink(Visit visit) {
        return tickets.offered()
                ? Reply.say(
                        links(
                                visit,
                                accounts.member(visit.person()),
                                tr("Upload a file"),
                                tr(
                                        "For a file that is too large for this chat, or lies on another"
                                                + " device."),
                                1))
                : Reply.say(how(visit, accounts.member(visit.person())));
    }
}
