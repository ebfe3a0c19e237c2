package dev.porter.telegram;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/// One update, in Telegram's own words: as a text it takes little memory while it waits.
///
/// @param lane what is handled in one order with it
record Update(long number, String lane, String text) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Update of(JsonNode update) {
        return new Update(
                update.path("update_id").asLong(), Updates.lane(update), update.toString());
    }

    /// Reads what [#text] said.
    static Update parse(String text) {
        return of(read(text));
    }

    JsonNode json() {
        return read(text);
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException _) { // it quotes the person
            throw new IllegalArgumentException("This is no update.");
        }
    }

    /// It holds what a person wrote.
    @Override
    public String toString() {
        return String.valueOf(number);
    }
}
