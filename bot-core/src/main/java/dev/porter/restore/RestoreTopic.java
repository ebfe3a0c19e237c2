package dev.porter.restore;

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
import dev.porter.files.Catalogue;
import dev.porter.files.Catalogue.Search;
import dev.porter.files.FileVersion;
import dev.porter.files.FilesTopic;
import java.util.List;

/// Finding one file and bringing it back.
public final class RestoreTopic implements Topic {
    private final Accounts accounts;
    private final Catalogue catalogue;
    private final Restores restores;
    private final FilesTopic files;

    RestoreTopic(Accounts accounts, Catalogue catalogue, Restores restores, FilesTopic files) {
        this.accounts = accounts;
        this.catalogue = catalogue;
        this.restores = restores;
        this.files = files;
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
        if (text.isEmpty()) {
            return Reply.say(
                    files.search(visit, "").after("Which one? Open it, then press Restore."));
        }
        var account = accounts.member(visit.person());
        var found = catalogue.search(account.id(), new Search(text, null, null), 0, 2);
        return found.files().size() == 1
                ? bring(visit, catalogue.latest(found.files().getFirst()))
                : Reply.say(files.search(visit, text));
    }

    @Override
    public Reply press(Visit visit, Action action) {
        var account = accounts.member(visit.person());
        var version =
                action.number()
                        .flatMap(id ->
                                action.verb().equals("version")
                                        ? catalogue.version(account.id(), id)
                                        : catalogue.find(account.id(), id).map(catalogue::latest));
        return version.map(found -> bring(visit, found)).orElseGet(RestoreTopic::gone);
    }

    private Reply bring(Visit visit, FileVersion version) {
        var account = accounts.member(visit.person());
        var file = catalogue.find(account.id(), version.fileId()).orElseThrow();
        var size = version.content().size();
        var largest = visit.features().largestOut();
        if (size > largest) {
            return Reply.say(
                    Message.of(
                            ("%s has %s, and %s carries at most %s from me. It is safe on the NAS in"
                                            + " the folder %s: the Drive app brings it to you.")
                                    .formatted(
                                            Texts.line(file.name(), 60),
                                            Sizes.words(size),
                                            visit.platform().displayName(),
                                            Sizes.words(largest),
                                            version.path().parent().path()),
                            Button.of("apps:drive", "Get the Drive app")));
        }
        restores.ask(visit.person(), file, version);
        return Reply.later();
    }

    private static Reply gone() {
        return Reply.say("That file is not there any more. /files shows what is.");
    }
}
