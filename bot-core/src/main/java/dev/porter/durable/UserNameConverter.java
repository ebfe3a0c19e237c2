package dev.porter.durable;

import dev.porter.nas.UserName;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/// A user name in one column.
@Converter(autoApply = true)
class UserNameConverter implements AttributeConverter<UserName, String> {
    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable UserName name) {
        return name == null ? null : name.value();
    }

    @Override
    public @Nullable UserName convertToEntityAttribute(@Nullable String column) {
        return column == null ? null : new UserName(column);
    }
}
