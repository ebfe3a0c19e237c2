package dev.porter.gateway.synology;

import static dev.porter.language.Language.tr;
import static dev.porter.language.Saying.sentence;

import dev.porter.language.Saying;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A volume of the NAS as an administrator sees it.
///
/// @param state `normal` when it is well
/// @param total in bytes, -1 when unknown
/// @param used in bytes, -1 when unknown
record Volume(String name, String state, long total, long used) {
    private static final double TERABYTE = 1e12;

    /// Reads what DSM says of its storage; what has no state is no volume.
    static List<Volume> read(JsonNode storage) {
        return DsmAnswers.elements(storage.path("volumes")).stream()
                .map(volume ->
                        new Volume(
                                DsmAnswers.text(volume.path("id")),
                                DsmAnswers.text(volume.path("status")),
                                DsmAnswers.number(volume.path("size").path("total"), -1),
                                DsmAnswers.number(volume.path("size").path("used"), -1)))
                .filter(volume -> !volume.state().isEmpty())
                .toList();
    }

    boolean well() {
        return state.equals("normal");
    }

    /// Such as "volume_1 is degrade."
    Saying condition() {
        return sentence("%s is %s.", name, state);
    }

    /// Such as "volume_1 is normal: 4.38 of 7.67 TB are used."
    String words() {
        return total < 0 || used < 0
                ? condition().words()
                : tr(
                        "%s is %s: %.2f of %.2f TB are used.",
                        name, state, used / TERABYTE, total / TERABYTE);
    }
}
