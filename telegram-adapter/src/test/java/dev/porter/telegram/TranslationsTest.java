package dev.porter.telegram;

import dev.porter.language.TranslationsContract;
import java.util.Set;

class TranslationsTest extends TranslationsContract {
    @Override
    protected Set<String> unheard() {
        return Set.of(
                "Telegram did not answer ",
                "no reason",
                "temporarily unavailable",
                "the connection failed",
                "it has another length",
                " …",
                "message is not modified",
                "there is no text in the message",
                "message to edit not found",
                "message can't be edited",
                "message identifier",
                "message to delete not found",
                "Telegram refused ",
                "chat not found",
                "upgraded to a supergroup",
                "Not connected yet.",
                "Telegram");
    }
}
