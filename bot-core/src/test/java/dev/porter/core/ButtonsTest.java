package dev.porter.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.conversation.Dialogue;
import dev.porter.conversation.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The values of buttons are words, which no compiler compares with the topics they are for.
class ButtonsTest {
    private static final Pattern VALUE = Pattern.compile("Button\\s*\\.of\\(\\s*\"([a-z-]+):");

    @RegisterExtension final Dialogue dialogue = Dialogue.shared();

    @Test
    void every_button_is_for_a_topic_that_there_is() throws IOException {
        var used = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                VALUE.matcher(Files.readString(file))
                        .results()
                        .forEach(found -> used.add(found.group(1)));
            }
        }
        assertThat(used).hasSizeGreaterThan(10);
        assertThat(dialogue.parts(Topic.class)).extracting(Topic::name).containsAll(used);
    }
}
