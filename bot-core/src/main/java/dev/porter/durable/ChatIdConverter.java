package dev.porter.durable;

import dev.porter.chat.ChatId;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/// A chat in one column: `platform:id`.
@Converter(autoApply = true)
class ChatIdConverter implements AttributeConverter<ChatId, String> {
    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable ChatId chat) {
        return chat == null ? null : chat.key();
    }

    @Override
    public @Nullable ChatId convertToEntityAttribute(@Nullable String column) {
        return column == null ? null : ChatId.parse(column);
    }
}
