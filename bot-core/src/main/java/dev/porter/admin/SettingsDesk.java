package dev.porter.admin;

import static dev.porter.language.Language.tr;

import dev.porter.chat.Button;
import dev.porter.chat.ChatPlatform;
import dev.porter.chat.ChatPlatforms;
import dev.porter.chat.Message;
import dev.porter.chat.Sizes;
import dev.porter.chat.Times;
import dev.porter.conversation.Action;
import dev.porter.conversation.BotCommand.Word;
import dev.porter.conversation.Reply;
import dev.porter.conversation.Visit;
import dev.porter.durable.DatabaseFile;
import dev.porter.nas.Nas;
import dev.porter.settings.PorterSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What Porter runs with, each line with the setting that changes it. Nothing can be changed here,
/// and no secret is shown.
final class SettingsDesk implements Desk {
    private static final Logger log = LoggerFactory.getLogger(SettingsDesk.class);

    private final PorterSettings settings;
    private final Nas nas;
    private final ChatPlatforms platforms;
    private final @Nullable DatabaseFile database;
    private final LongSupplier free;
    private final String versions;

    /// @param database null when it is not the embedded one
    /// @param free how many bytes Porter may still write into its data folder
    SettingsDesk(
            PorterSettings settings,
            Nas nas,
            ChatPlatforms platforms,
            @Nullable DatabaseFile database,
            LongSupplier free,
            String versions) {
        this.settings = settings;
        this.nas = nas;
        this.platforms = platforms;
        this.database = database;
        this.free = free;
        this.versions = versions;
    }

    @Override
    public Word word() {
        return new Word("settings", "what I run with, and the settings that change it");
    }

    @Override
    public Reply press(Visit visit, Action action) {
        return Reply.show(
                Message.titled(
                        tr("Settings"),
                        String.join("\n", lines())
                                + "\n\n"
                                + versions
                                + "\n"
                                + tr(
                                        "You can't change these here: set them where Porter is started,"
                                                + " and restart it."),
                        Button.of("admin:home", tr("Administration"))));
    }

    private List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(line(tr("Files are kept on"), nas.place(), "porter.nas.type"));
        nas.settings().forEach((name, value) -> lines.add(line(ofTheNas(name), value, name)));
        lines.add(
                line(
                        tr("Address for the apps"),
                        settings.nas().forApps().orElseGet(() -> tr("none")),
                        "porter.nas.address"));
        lines.add(
                line(
                        tr("Every file is checked again within"),
                        tr("%d days", settings.nas().checkEvery().toDays()),
                        "porter.nas.check-every"));
        var url = settings.publicUrl();
        lines.add(
                line(
                        tr("Public address"),
                        url == null ? tr("none, so there are no one-time links") : url.toString(),
                        "porter.public-url"));
        platforms.all().forEach(platform -> lines.add(platform(platform)));
        lines.add(
                line(
                        tr("Data folder"),
                        tr(
                                "%s, %s free",
                                settings.data().toAbsolutePath().normalize(),
                                Sizes.words(free.getAsLong())),
                        "porter.data"));
        lines.add(line(tr("Database"), database(), "spring.datasource.url"));
        return lines;
    }

    /// Such as "NAS path" for `porter.nas.folder.path`.
    private static String ofTheNas(String setting) {
        return "NAS " + setting.substring(setting.lastIndexOf('.') + 1).replace('-', ' ');
    }

    private static String line(String what, String value, String setting) {
        return "• %s: %s (%s)".formatted(what, value, setting);
    }

    private static String platform(ChatPlatform platform) {
        return line(
                tr("On %s", platform.displayName()),
                platform.trouble().orElseGet(() -> tr("all is well")),
                platform.setting());
    }

    private String database() {
        if (database == null) {
            return tr("an external one, to be backed up with its own tools");
        }
        try {
            return database.lastCopy()
                    .map(copied -> tr("built in, last copied %s", Times.minute(copied)))
                    .orElseGet(() -> tr("built in, not copied yet; that happens every night"));
        } catch (IOException e) {
            log.warn("The copies of the database cannot be listed.", e);
            return tr("built in; its copies cannot be read, and the log says why");
        }
    }
}
