package dev.porter.telegram;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethod;
import org.telegram.telegrambots.meta.exceptions.TelegramApiRequestException;
import org.telegram.telegrambots.meta.exceptions.TelegramApiValidationException;

/// Any method of the Bot API, with its answer as Telegram wrote it. The library's models refuse an
/// answer for one field that they do not expect; a message that was sent would then look as if it
/// was not, and would be sent again.
final class Ask extends BotApiMethod<ObjectNode> {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final Object body;

    private Ask(String name, Object body) {
        this.name = name;
        this.body = body;
    }

    static Ask of(BotApiMethod<?> method) {
        return new Ask(method.getMethod(), method);
    }

    static Ask of(String method, Map<String, ?> body) {
        return new Ask(method, body);
    }

    @JsonValue
    Object body() {
        return body;
    }

    @Override
    public String getMethod() {
        return name;
    }

    @Override
    public void validate() throws TelegramApiValidationException {
        if (body instanceof BotApiMethod<?> method) {
            method.validate();
        }
    }

    @Override
    public ObjectNode deserializeResponse(String answer) throws TelegramApiRequestException {
        return read(answer);
    }

    /// The answer, whether it says yes or no.
    static ObjectNode read(String answer) throws TelegramApiRequestException {
        try {
            if (JSON.readTree(answer) instanceof ObjectNode read && read.path("ok").isBoolean()) {
                return read;
            }
        } catch (JsonProcessingException e) {
            throw new TelegramApiRequestException("not JSON");
        }
        throw new TelegramApiRequestException("not an answer of the Bot API");
    }
}
