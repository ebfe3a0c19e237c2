package dev.porter.telegram;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.porter.chat.ChatException;
import dev.porter.chat.Incoming;
import dev.porter.conversation.Audience;
import dev.porter.conversation.Audiences;
import dev.porter.conversation.BotCommand;
import dev.porter.language.Language;
import dev.porter.telegram.BotApi.Repeat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.commands.DeleteMyCommands;
import org.telegram.telegrambots.meta.api.methods.commands.SetMyCommands;
import org.telegram.telegrambots.meta.api.objects.commands.scope.BotCommandScope;
import org.telegram.telegrambots.meta.api.objects.commands.scope.BotCommandScopeAllPrivateChats;
import org.telegram.telegrambots.meta.api.objects.commands.scope.BotCommandScopeChat;

/// The commands behind Telegram's menu button. Administrators see theirs as well.
final class Menu {
    private static final Logger log = LoggerFactory.getLogger(Menu.class);

    /// Telegram has a button for the one, and the other is needed once.
    private static final Set<String> LEFT_OUT = Set.of("start", "claim");

    private static final List<Language> LANGUAGES = List.of(Language.values());

    private final BotApi api;
    private final Supplier<List<BotCommand>> commands;
    private final Audiences audiences;

    /// The chats whose menu is right since the start, and whether it is an administrator's.
    private final Cache<String, Boolean> administrators =
            Caffeine.newBuilder().maximumSize(10_000).build();

    private volatile boolean shown;

    Menu(BotApi api, Supplier<List<BotCommand>> commands, Audiences audiences) {
        this.api = api;
        this.commands = commands;
        this.audiences = audiences;
    }

    /// Shows everybody what members can do.
    void show() {
        var all =
                commands.get().stream()
                        .filter(command -> command.audience() != Audience.ADMINISTRATOR)
                        .toList();
        shown = told(() -> show(all, BotCommandScopeAllPrivateChats.builder().build()));
    }

    /// Shows who did this what an administrator can do, or does not any more: Telegram remembers
    /// what it was told before Porter was started. What Telegram did not take is told again the
    /// next time.
    void fit(Incoming incoming) {
        if (!shown) {
            show();
        }
        var chat = incoming.origin().chat().value();
        var person = incoming.origin().person().id();
        var administrator = audiences.includes(Audience.ADMINISTRATOR, person);
        if (Objects.equals(administrators.getIfPresent(chat), administrator)) {
            return;
        }
        if (told(() -> fit(new BotCommandScopeChat(chat), administrator))) {
            administrators.put(chat, administrator);
        }
    }

    private void fit(BotCommandScope scope, boolean administrator) {
        if (administrator) {
            show(commands.get(), scope);
        } else {
            LANGUAGES.forEach(language -> delete(scope, language));
        }
    }

    /// Whether Telegram took it.
    private static boolean told(Runnable telling) {
        try {
            telling.run();
            return true;
        } catch (ChatException e) {
            log.warn("Telegram's menu of commands is not up to date: {}", e.getMessage());
            return false;
        }
    }

    private void delete(BotCommandScope scope, Language language) {
        api.call(
                DeleteMyCommands.builder().scope(scope).languageCode(code(language)).build(),
                Repeat.FREELY);
    }

    /// Shows commands to everybody in the language of their Telegram, where Porter speaks it.
    private void show(List<BotCommand> all, BotCommandScope scope) {
        LANGUAGES.forEach(language -> show(all, scope, language));
    }

    private void show(List<BotCommand> all, BotCommandScope scope, Language language) {
        var fitting = all.stream().filter(each -> !LEFT_OUT.contains(each.name())).toList();
        if (fitting.isEmpty()) {
            return;
        }
        api.call(
                SetMyCommands.builder()
                        .commands(fitting.stream().map(each -> entry(each, language)).toList())
                        .scope(scope)
                        .languageCode(code(language))
                        .build(),
                Repeat.FREELY);
    }

    /// For Telegram: English is what all see whose language Porter does not speak.
    private static @Nullable String code(Language language) {
        return language == Language.ENGLISH ? null : language.code();
    }

    private static org.telegram.telegrambots.meta.api.objects.commands.BotCommand entry(
            BotCommand command, Language language) {
        var words = language.of(command.description());
        var start = words.offsetByCodePoints(0, Math.min(1, words.length()));
        return new org.telegram.telegrambots.meta.api.objects.commands.BotCommand(
                command.name(),
                words.substring(0, start).toUpperCase(Locale.ROOT) + words.substring(start));
    }
}
