package dev.porter.discord;

import dev.porter.language.TranslationsContract;
import java.util.Set;

class TranslationsTest extends TranslationsContract {
    @Override
    protected Set<String> unheard() {
        return Set.of(
                "User-Agent",
                "Authorization",
                "Bot ",
                "Copy",
                "a token is set",
                "no porter.discord.token",
                "Not connected yet.",
                "Discord",
                "Accept-Encoding",
                "MESSAGE_CREATE",
                "INTERACTION_CREATE",
                "Hook",
                "HTTP ",
                " …",
                "Discord refused ",
                " (HTTP ",
                "Discord failed at ",
                "MESSAGE_UPDATE",
                "MESSAGE_DELETE",
                "TYPING_START",
                "Retry-After",
                "The file could not be read to its end.");
    }
}
