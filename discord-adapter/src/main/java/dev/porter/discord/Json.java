package dev.porter.discord;

import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;

/// Discord's JSON.
final class Json {
    private Json() {}

    /// The objects in an array, where there is one.
    static Stream<DataObject> objects(Optional<DataArray> array) {
        return array.stream()
                .flatMap(all -> IntStream.range(0, all.length()).mapToObj(all::getObject));
    }
}
