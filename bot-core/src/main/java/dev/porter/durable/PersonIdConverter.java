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
        return person == null ? null : person.platform() + ":" + person.value();
    }

    @Override
    public @Nullable PersonId convertToEntityAttribute(@Nullable String column) {
        if (column == null) {
            return null;
        }
        var colon = column.indexOf(':');
        return new PersonId(column.substring(0, colon), column.substring(colon + 1));
    }
}
