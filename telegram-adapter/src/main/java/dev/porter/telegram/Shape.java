package dev.porter.telegram;

import com.fasterxml.jackson.databind.JsonNode;

/// How a file goes out.
enum Shape {
    /// Shown, and made smaller by Telegram.
    PHOTO("photo", "sendPhoto", "upload_photo") {
        @Override
        JsonNode in(JsonNode message) {
            var sizes = message.path(field());
            return sizes.path(sizes.size() - 1);
        }
    },
    /// Its bytes untouched, under its name.
    DOCUMENT("document", "sendDocument", "upload_document");

    private final String field;
    private final String method;
    private final String action;

    Shape(String field, String method, String action) {
        this.field = field;
        this.method = method;
        this.action = action;
    }

    /// Where a request and a message have it.
    String field() {
        return field;
    }

    String method() {
        return method;
    }

    /// What the person sees meanwhile.
    String action() {
        return action;
    }

    /// The file in a message.
    JsonNode in(JsonNode message) {
        return message.path(field);
    }
}
