package dev.porter.telegram;

import java.util.List;
import org.telegram.telegrambots.meta.api.objects.commands.BotCommand;

/// The commands behind Telegram's menu button, in the order in which they are shown.
final class Menu {
    static final List<BotCommand> COMMANDS =
            List.of(
                    new BotCommand("menu", "Everything at a glance"),
                    new BotCommand("backup", "How to send files, and what is waiting"),
                    new BotCommand("files", "My stored files"),
                    new BotCommand("restore", "Find a file and bring it back"),
                    new BotCommand("photos", "My photos and albums"),
                    new BotCommand("drive", "Browse my own space"),
                    new BotCommand("status", "Last backup, space, what waits"),
                    new BotCommand("verify", "Is everything I sent really safe?"),
                    new BotCommand("phone", "Back up my phone's photos by itself"),
                    new BotCommand("apps", "Official apps and the address to enter"),
                    new BotCommand("invite", "Invite someone"),
                    new BotCommand("security", "Password, two steps, where I am logged in"),
                    new BotCommand("support", "Something does not work"),
                    new BotCommand("login", "Use an account I already have"),
                    new BotCommand("logout", "Unlink this chat from my account"),
                    new BotCommand("export", "Everything Porter holds of me"),
                    new BotCommand("language", "Choose a language"),
                    new BotCommand("help", "What I can do"),
                    new BotCommand("cancel", "Stop what we are doing"));

    private Menu() {}
}
