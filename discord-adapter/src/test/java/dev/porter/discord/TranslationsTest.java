package dev.porter.discord;

import dev.porter.language.TranslationsContract;
import java.util.Set;

class TranslationsTest extends TranslationsContract {
    @Override
    protected Set<String> unheard() {
        return Set.of(
                "Copy",
                "Not connected yet.",
                "Discord",
                "Hook",
                "…",
                "Discord refused ",
                "Discord failed at ",
                "The file could not be read to its end.");
    }
}
