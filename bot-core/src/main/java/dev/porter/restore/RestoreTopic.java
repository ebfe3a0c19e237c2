package dev.porter.restore;

import static dev.porter.language.Language.tr;

import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.Message.Care;
import dev.porter.chat.PersonId;
import dev.porter.chat.Texts;
import dev.porter.conversation.Action;
import dev.porter.conversation.Audience;
import dev.porter.conversation.BotCommand;
import dev.porter.conversation.BotCommand.Takes;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Topic;
import dev.porter.conversation.Visit;
import dev.porter.delivery.Courier;
import dev.porter.files.Catalogue;
import dev.porter.files.FileVersion;
import dev.porter.files.FilesTopic;
import dev.porter.files.StoredFile;
import dev.porter.secret.Secret;
import dev.porter.ticket.Tickets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finding one file and bringing it back.
public final class RestoreTopic implements Topic {
    private static final int LONGEST_NAME = 60;
    private static final Set<String> OF_A_VERSION = Set.of("version", "again");
    private static final Set<String> BY_LINK = Set.of("link", "again");

    private final Accounts accounts;
    private final Catalogue catalogue;
    private final Restores restores;
    private final FilesTopic files;
    private final Tickets tickets;
    private final Optional<String> nasAddress;

    RestoreTopic(
            Accounts accounts,
            Catalogue catalogue,
            Restores restores,
            FilesTopic files,
            Tickets tickets,
            Optional<String> nasAddress) {
        this.accounts = accounts;
        this.catalogue = catalogue;
        this.restores = restores;
        this.files = files;
        this.tickets = tickets;
        this.nasAddress = nasAddress;
    }

    @Override
    public String name() {
        return "restore";
    }

    @Override
    public Audience audience() {
        return Audience.MEMBER;
    }

    @Override
    public List<BotCommand> commands() {
        return List.of(
                new BotCommand(
                        "restore",
                        Audience.MEMBER,
                        "find a stored file and bring it back",
                        new Takes.Text("name", "its name, or a part of it", true)));
    }

    @Override
    public List<String> suggestions(PersonId person, String command, String text) {
        return files.suggestions(person, command, text);
    }

    @Override
    public Reply command(Visit visit, String command, String text) {
        return files.one(visit, text, tr("Restore"), file -> bring(visit, catalogue.latest(file)));
    }

    @Override
    public Reply press(Visit visit, Action action) {
        var account = accounts.member(visit.person());
        var version = action.number().flatMap(id -> version(account, action.verb(), id));
        return version.map(found ->
                        BY_LINK.contains(action.verb())
                                ? byLink(visit, found, "")
                                : bring(visit, found))
                .orElseGet(RestoreTopic::gone);
    }

    private Optional<FileVersion> version(Account account, String verb, long id) {
        return OF_A_VERSION.contains(verb)
                ? catalogue.version(account.id(), id)
                : catalogue.find(account.id(), id).map(catalogue::latest);
    }

    /// Brings a version into the chat, or by a link where that cannot carry it.
    public Reply bring(Visit visit, FileVersion version) {
        var tooLarge =
                Courier.tooLarge(version.content().size(), visit.platform(), visit.features());
        if (tooLarge.isPresent()) {
            var reason = tooLarge.get() + " ";
            return tickets.offered()
                    ? byLink(visit, version, reason)
                    : Reply.say(otherWays(visit, version, reason));
        }
        restores.ask(visit.person(), file(visit, version), version);
        return Reply.later();
    }

    private StoredFile file(Visit visit, FileVersion version) {
        var account = accounts.member(visit.person());
        return catalogue.find(account.id(), version.fileId()).orElseThrow();
    }

    private Reply byLink(Visit visit, FileVersion version, String reason) {
        var account = accounts.member(visit.person());
        return tickets.toFetch(visit.person(), account, version.id())
                .map(url -> Reply.say(link(file(visit, version), version, reason, url)))
                .orElseGet(() ->
                        Reply.say(
                                tr(
                                        "I have no links to give out here; please press Restore"
                                                + " instead.")));
    }

    private static Message link(StoredFile file, FileVersion version, String reason, Secret url) {
        return Message.titled(
                        tr("A link to %s", Texts.line(file.name(), LONGEST_NAME)),
                        reason
                                + tr(
                                        "This link brings it, checked on the way. It works once, for one"
                                                + " hour. Whoever has it can use it, so please do"
                                                + " not pass it on."))
                .row(new Button.Link(tr("⬇ Get the file"), url.reveal()))
                .row(Button.of("restore:again:" + version.id(), tr("A new link")))
                .with(Care.PRIVATE);
    }

    private Message otherWays(Visit visit, FileVersion version, String reason) {
        var folder = version.path().parent().path();
        return Message.titled(
                tr(
                        "%s is too large for this chat",
                        Texts.line(file(visit, version).name(), LONGEST_NAME)),
                reason
                        + (folder.isEmpty()
                                ? tr("It is safe on the NAS in your home folder.")
                                : tr("It is safe on the NAS in the folder %s.", folder))
                        + " "
                        + byTheApp(),
                Button.of("guide:drive", tr("Get the Drive app")));
    }

    private String byTheApp() {
        return nasAddress
                .map(address ->
                        tr(
                                "The Drive app brings it to you: enter the address %s there, or open the"
                                        + " NAS in a browser.",
                                address))
                .orElseGet(() ->
                        tr(
                                "The Drive app brings it to you: enter the address of the NAS, which the"
                                        + " administrator can tell you, there, or open the NAS in a"
                                        + " browser."));
    }

    private static Reply gone() {
        return Reply.say(FilesTopic.gone());
    }
}
