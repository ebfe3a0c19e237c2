package dev.porter.durable;

import dev.porter.chat.PersonId;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/// A person in one column: `platform:id`.
@Converter(autoApply = true)
class PersonIdConverter implements AttributeConverter<PersonId, String> {
    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable PersonId person) {
        return person == null ? null : person.key();
    }

    @Override
    public @Nullable PersonId convertToEntityAttribute(@Nullable String column) {
        return column == null ? null : PersonId.parse(column);
    }
}
