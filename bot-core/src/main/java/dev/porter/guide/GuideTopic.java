package dev.porter.guide;

import static dev.porter.language.Language.tr;

import dev.porter.account.Account;
import dev.porter.account.Accounts;
import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.chat.Message.Care;
import dev.porter.chat.QrPicture;
import dev.porter.conversation.Action;
import dev.porter.conversation.Audience;
import dev.porter.conversation.BotCommand;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Topic;
import dev.porter.conversation.Visit;
import dev.porter.language.Language;
import dev.porter.nas.Nas;
import dev.porter.nas.UserName;
import dev.porter.photos.PhoneBackup;
import dev.porter.settings.PorterSettings.NasSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The official apps, setting up a phone, and help.
final class GuideTopic implements Topic {
    private final Accounts accounts;
    private final NasSettings settings;
    private final Nas nas;
    private final PhoneBackup phones;
    private final Function<Visit, List<BotCommand>> commands;

    /// @param commands those that somebody may use
    GuideTopic(
            Accounts accounts,
            NasSettings settings,
            Nas nas,
            PhoneBackup phones,
            Function<Visit, List<BotCommand>> commands) {
        this.settings = settings;
        this.accounts = accounts;
        this.nas = nas;
        this.phones = phones;
        this.commands = commands;
    }

    @Override
    public String name() {
        return "guide";
    }

    @Override
    public Audience audience() {
        return Audience.ANYONE;
    }

    @Override
    public List<BotCommand> commands() {
        return List.of(
                new BotCommand(
                        "apps", Audience.ANYONE, "the official apps and what to enter there"),
                new BotCommand("phone", Audience.MEMBER, "set up automatic phone backup"),
                new BotCommand("help", Audience.ANYONE, "what I can do"));
    }

    @Override
    public Reply command(Visit visit, String command, String text) {
        return switch (command) {
            case "apps" -> Reply.say(apps(visit)).beside();
            case "phone" -> Reply.say(phone(visit, 1)).beside();
            default -> Reply.say(help(visit)).beside();
        };
    }

    @Override
    public Reply press(Visit visit, Action action) {
        var shown =
                switch (action.verb()) {
                    case "qr" -> qr(action.word(1));
                    case "phone" -> Reply.show(phone(visit, page(action.word(1))));
                    case "help" -> Reply.show(help(visit));
                    default -> Reply.show(apps(visit));
                };
        return shown.beside();
    }

    private static int page(String claimed) {
        return claimed.matches("[1-6]") ? Integer.parseInt(claimed) : 1;
    }

    private Message apps(Visit visit) {
        var message =
                Message.titled(
                        tr("The official apps"),
                        String.join(
                                "\n\n",
                                tr(
                                        "Synology Photos for your pictures, Synology Drive for"
                                                + " documents. On a computer, the Drive client"
                                                + " keeps a folder the same as on the NAS, if the"
                                                + " administrator allows it."),
                                signIn(visit),
                                tr("Keep the apps updated: that is how they stay safe.")));
        var last = Apps.ALL.getLast();
        for (var app : Apps.ALL) {
            var row = new ArrayList<Button>();
            row.add(Apps.link(app));
            row.add(Button.of("guide:qr:" + app.code(), tr("▦ QR")));
            if (app.equals(last)) {
                copyAddress().ifPresent(row::add);
            }
            message = message.row(row);
        }
        return message;
    }

    private Optional<Button> copyAddress() {
        return settings.forApps().map(address -> new Button.Copy(tr("Copy the address"), address));
    }

    /// What is entered in the apps.
    private String signIn(Visit visit) {
        if (!nas.keepsUsers()) {
            return signInAsUserOfNas();
        }
        return accounts.of(visit.person())
                .flatMap(Account::userName)
                .map(this::signIn)
                .orElseGet(this::signInAsSomebody);
    }

    private String signInAsUserOfNas() {
        return settings.forApps()
                .map(address ->
                        tr(
                                "Enter there: the address %s, and the user name and password that"
                                        + " the administrator made for you on the NAS itself: your"
                                        + " account here is Porter's own.",
                                address))
                .orElseGet(() ->
                        tr(
                                "Enter there: the address of the NAS, which the administrator can"
                                        + " tell you, and the user name and password that the"
                                        + " administrator made for you on the NAS itself: your"
                                        + " account here is Porter's own."));
    }

    private String signIn(UserName user) {
        return settings.forApps()
                .map(address ->
                        tr(
                                "Enter there: the address %s, the user name %s, and your password.",
                                address, user))
                .orElseGet(() ->
                        tr(
                                "Enter there: the address of the NAS, which the administrator can"
                                        + " tell you, the user name %s, and your password.",
                                user));
    }

    private String signInAsSomebody() {
        return settings.forApps()
                .map(address ->
                        tr(
                                "Enter there: the address %s, your user name, and your password.",
                                address))
                .orElseGet(() ->
                        tr(
                                "Enter there: the address of the NAS, which the administrator can"
                                        + " tell you, your user name, and your password."));
    }

    private static Reply qr(String code) {
        return Apps.ALL.stream()
                .filter(app -> app.code().equals(code))
                .findFirst()
                .map(app ->
                        Reply.later()
                                .with(
                                        QrPicture.of(
                                                app.url(),
                                                app.code() + ".png",
                                                tr(
                                                        "%s for %s: point your phone's camera at it.",
                                                        app.name(), app.system()),
                                                Care.ORDINARY)))
                .orElseGet(() -> Reply.say(tr("There is no such app.")));
    }

    private Message phone(Visit visit, int page) {
        var title = tr("Automatic phone backup");
        if (nas.photos().isEmpty() && settings.forApps().isEmpty()) {
            return Message.titled(title, noApp())
                    .row(
                            Button.of("backup:how", tr("How to send")),
                            Button.of("support:tell", tr("Tell the administrator")),
                            Button.of("menu:home", tr("Menu")));
        }
        var next = Button.of("guide:phone:" + (page + 1), tr("Done, next ▶"));
        return switch (page) {
            case 1 ->
                    Message.titled(
                                    title,
                                    tr(
                                                    "1 of 5 · Get Synology Photos with one of the"
                                                            + " buttons below and open it.")
                                            + "\n\n"
                                            + signIn(visit))
                            .row(copyAddress().stream().toList())
                            .row(Apps.link(Apps.ALL.get(0)), Apps.link(Apps.ALL.get(1)))
                            .row(next);
            case 2 ->
                    Message.titled(
                            title,
                            tr(
                                    "2 of 5 · In Synology Photos open “More”, then “Photo Backup”,"
                                            + " and turn it on."),
                            next);
            case 3 ->
                    Message.titled(
                            title,
                            tr(
                                    "3 of 5 · Choose what is backed up: photos only, or photos and"
                                            + " videos."),
                            next);
            case 4 ->
                    Message.titled(
                            title,
                            tr(
                                    "4 of 5 · Choose when: “Wi-Fi only” spares your mobile data."
                                            + " Mobile data as well is quicker on the road."),
                            next);
            case 5 ->
                    Message.titled(
                            title,
                            tr(
                                    "5 of 5 · Let it work in the background. iPhone: allow"
                                            + " background app refresh and all photos. Android:"
                                            + " allow unrestricted battery use."),
                            next);
            default -> Message.titled(title, verify(visit)).row(afterVerifying());
        };
    }

    /// Without a photo library, and without an address to enter, there is nothing that an app could
    /// connect to.
    private String noApp() {
        return tr(
                        "A phone stores its pictures by itself only with an app of the NAS, such as"
                                + " Synology Photos. Your files are kept on %s, and I know of no"
                                + " app for that.",
                        nas.place())
                + "\n\n"
                + tr(
                        "What works: send me your pictures and videos here, many at once if you"
                                + " like, best as files so that the chat does not make them"
                                + " smaller. I store each of them and tell you when it is safe.");
    }

    private List<Button> afterVerifying() {
        var row = new ArrayList<Button>();
        nas.photos().ifPresent(_ -> row.add(Button.of("guide:phone:6", tr("Look again"))));
        row.add(Button.of("guide:phone:1", tr("From the start")));
        row.add(Button.of("menu:home", tr("Menu")));
        return row;
    }

    /// Whether the backup of the person's phone works, as far as Porter can see it.
    private String verify(Visit visit) {
        var state =
                accounts.of(visit.person())
                        .filter(Account::active)
                        .map(account -> phones.state(account.home()))
                        .orElseGet(PhoneBackup.State.Unknown::new);
        return switch (state) {
            case PhoneBackup.State.Arrived(var arrived) -> verify(arrived);
            case PhoneBackup.State.Nothing() ->
                    keepingOriginals(
                            tr(
                                    "⚠ No picture has arrived from a phone yet. Take one, leave"
                                            + " Synology Photos open on Wi-Fi for a few minutes,"
                                            + " and look again. If it still is not here, go"
                                            + " through the steps from the start."));
            case PhoneBackup.State.Unseen() ->
                    keepingOriginals(
                            tr(
                                    "⚠ I cannot look now: the NAS does not answer. Nothing can"
                                            + " arrive until it is back. Please look again"
                                            + " later."));
            case PhoneBackup.State.Unknown() ->
                    keepingOriginals(
                            tr(
                                    "Now see for yourself, because I cannot look there: take a"
                                            + " picture, wait a few minutes, and open Synology"
                                            + " Photos on another device or in a browser. On the"
                                            + " phone, “Photo Backup” in the app says how many"
                                            + " pictures still wait. When the new picture is"
                                            + " there, your phone is backed up."));
        };
    }

    /// Which phone is in the person's hand nobody knows: each has a line of its own.
    private static String verify(List<PhoneBackup.Phone> arrived) {
        var lines =
                arrived.stream()
                        .map(phone -> (phone.lately() ? "✅ " : "⚠ ") + phone.words())
                        .collect(Collectors.joining("\n"));
        return arrived.stream().allMatch(PhoneBackup.Phone::lately)
                ? lines
                        + "\n\n"
                        + tr(
                                "Is your phone among them? To be quite sure, take a picture with it,"
                                        + " wait a few minutes, and look again: it should be the"
                                        + " newest then.")
                : keepingOriginals(
                        lines
                                + "\n\n"
                                + tr(
                                        "If you have taken pictures since with a phone that has a"
                                                + " ⚠, they have not arrived: open Synology Photos"
                                                + " on it for a moment, see whether “Photo Backup”"
                                                + " is on, and look again."));
    }

    private static String keepingOriginals(String words) {
        return words + "\n\n" + tr("Until you have seen your pictures there, delete no originals.");
    }

    private Message help(Visit visit) {
        var language = Language.spoken();
        var lines =
                commands.apply(visit).stream()
                        .map(command ->
                                "/" + command.name() + " – " + language.of(command.description()))
                        .collect(Collectors.joining("\n"));
        return Message.titled(
                        tr("What I can do"),
                        tr("Send me any file to store it. Send me a word to look for a file.")
                                + "\n\n"
                                + lines)
                .row(
                        Button.of("menu:home", tr("Menu")),
                        Button.of("support:home", tr("Something is wrong")));
    }
}
