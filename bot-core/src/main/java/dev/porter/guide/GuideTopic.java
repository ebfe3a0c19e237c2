package dev.porter.guide;

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
import dev.porter.nas.Nas;
import dev.porter.photos.PhoneBackup;
import dev.porter.settings.PorterSettings.NasSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The official apps, setting up a phone, and help.
public final class GuideTopic implements Topic {
    private final Accounts accounts;
    private final NasSettings settings;
    private final Nas nas;
    private final PhoneBackup phones;
    private final Function<Visit, List<BotCommand>> commands;

    /// Makes the topic.
    ///
    /// @param commands those that somebody may use
    public GuideTopic(
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
        return "apps";
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
                new BotCommand("language", Audience.ANYONE, "the language of this chat"),
                new BotCommand("help", Audience.ANYONE, "what I can do"));
    }

    @Override
    public Reply command(Visit visit, String command, String text) {
        return switch (command) {
            case "apps" -> Reply.say(apps(visit)).beside();
            case "phone" -> Reply.say(phone(visit, 1));
            case "language" -> Reply.say("I only speak English so far.").beside();
            default -> Reply.say(help(visit)).beside();
        };
    }

    @Override
    public Reply press(Visit visit, Action action) {
        return switch (action.verb()) {
            case "qr" -> qr(action.word(1));
            case "phone" -> Reply.show(phone(visit, page(action.word(1))));
            case "look" -> Reply.show(look(visit));
            case "help" -> Reply.show(help(visit));
            default -> Reply.show(apps(visit));
        };
    }

    private static int page(String claimed) {
        return claimed.matches("[1-6]") ? Integer.parseInt(claimed) : 1;
    }

    private Message apps(Visit visit) {
        var message =
                Message.titled(
                        "The official apps",
                        "Synology Photos for your pictures, Synology Drive for documents.\n\n"
                                + signIn(visit)
                                + "\n\nKeep the apps updated: that is how they stay safe.");
        var last = Apps.ALL.getLast();
        for (var app : Apps.ALL) {
            var row = new ArrayList<Button>();
            row.add(Apps.link(app));
            row.add(Button.of("apps:qr:" + app.code(), "▦ QR"));
            if (app.equals(last)) {
                copyAddress().ifPresent(row::add);
            }
            message = message.row(row);
        }
        return message;
    }

    private Optional<Button> copyAddress() {
        return settings.forApps().map(address -> new Button.Copy("Copy the address", address));
    }

    /// What is entered in the apps.
    private String signIn(Visit visit) {
        var address =
                settings.forApps()
                        .map(set -> "the address " + set)
                        .orElse("the address of the NAS, which the administrator can tell you");
        if (nas.accounts().isEmpty()) {
            return "Enter there: "
                    + address
                    + ", and the user name and password that the administrator made for you on the"
                    + " NAS itself: your account here is Porter's own.";
        }
        var name =
                accounts.of(visit.person())
                        .flatMap(Account::userName)
                        .map(user -> "the user name " + user)
                        .orElse("your user name");
        return "Enter there: " + address + ", " + name + ", and your password.";
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
                                                "%s for %s: point your phone's camera at it."
                                                        .formatted(app.name(), app.system()),
                                                Care.ORDINARY)))
                .orElseGet(() -> Reply.say("There is no such app."));
    }

    private Message phone(Visit visit, int page) {
        var text =
                switch (page) {
                    case 1 ->
                            "1 of 5 · Get Synology Photos with one of the buttons below and open it.\n\n"
                                    + signIn(visit);
                    case 2 ->
                            "2 of 5 · In Synology Photos open “More”, then “Photo Backup”, and turn it on.";
                    case 3 ->
                            "3 of 5 · Choose what is backed up: photos only, or photos and videos.";
                    case 4 ->
                            "4 of 5 · Choose when: “Wi-Fi only” spares your mobile data. Mobile data as"
                                    + " well is quicker on the road.";
                    case 5 ->
                            "5 of 5 · Let it work in the background. iPhone: allow background app refresh"
                                    + " and all photos. Android: allow unrestricted battery use.";
                    default ->
                            "Now verify: take a picture, wait a few minutes, and look in Synology Photos on"
                                    + " another device, or in the browser. When the picture is there, your"
                                    + " phone is backed up. Until you have seen it there, delete no"
                                    + " originals.";
                };
        var message = Message.titled("Automatic phone backup", text);
        if (page == 1) {
            message =
                    message.row(copyAddress().stream().toList())
                            .row(Apps.link(Apps.ALL.get(0)), Apps.link(Apps.ALL.get(1)));
        }
        return page < 6
                ? message.row(Button.of("apps:phone:" + (page + 1), "Done, next ▶"))
                : message.row(
                                nas.photos().stream()
                                        .map(_ -> Button.of("apps:look", "Look on the NAS for me"))
                                        .toList())
                        .row(
                                Button.of("apps:phone:1", "From the start"),
                                Button.of("menu:home", "Menu"));
    }

    /// What has arrived from the person's phones.
    private Message look(Visit visit) {
        return accounts.of(visit.person())
                .filter(Account::active)
                .flatMap(account -> phones.words(account.home()))
                .map(words ->
                        Message.titled(
                                "What has arrived",
                                words
                                        + "\n\nIs the picture you just took the newest one? Then your"
                                        + " phone is backed up. If not, look again in a few minutes.",
                                Button.of("apps:look", "Look again"),
                                Button.of("apps:phone:5", "Check the steps"),
                                Button.of("menu:home", "Menu")))
                .orElseGet(() -> phone(visit, 6));
    }

    private Message help(Visit visit) {
        var lines =
                commands.apply(visit).stream()
                        .map(command -> "/" + command.name() + " – " + command.description())
                        .collect(Collectors.joining("\n"));
        return Message.titled(
                        "What I can do",
                        "Send me any file to store it. Send me a word to look for a file.\n\n"
                                + lines)
                .row(
                        Button.of("menu:home", "Menu"),
                        Button.of("support:home", "Something is wrong"));
    }
}
