package dev.porter.web;

import static dev.porter.language.Language.tr;

import dev.porter.chat.Texts;
import dev.porter.disk.Disk;
import dev.porter.language.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Everyone one can be on the chat page, and their chats.
final class People implements AutoCloseable {
    static final int LONGEST_NAME = 40;
    static final int MOST = 100;
    private static final int LONGEST_ID = 30;

    private final Path file;
    private final Path chats;
    private final JsonMapper json = JsonMapper.builder().build();
    private final Map<String, Chat> open = new ConcurrentHashMap<>();
    private volatile List<WebPerson> all;

    People(Path folder) throws IOException {
        file = Disk.folder(folder).resolve("people.json");
        chats = Disk.folder(folder.resolve("chats"));
        Disk.sweep(folder);
        Disk.sweep(chats);
        all = load();
    }

    /// Everyone, in the order in which they came.
    List<WebPerson> all() {
        return all;
    }

    Optional<WebPerson> find(String id) {
        return all.stream().filter(person -> person.id().equals(id)).findFirst();
    }

    /// The person who is asked for in a request.
    WebPerson required(String id) {
        return find(id).orElseThrow(
                        () -> Refusal.notThere(tr("There is nobody here by that name.")));
    }

    /// The chat of this person, if there is such a person.
    Optional<Chat> chat(String id) {
        return find(id).map(this::chat);
    }

    Chat chat(WebPerson person) {
        return open.computeIfAbsent(
                person.id(), id -> new Chat(chats.resolve(id + ".jsonl"), json));
    }

    /// Someone new.
    ///
    /// @param reads what they read, as far as it is known
    synchronized WebPerson add(String typed, Optional<Language> reads) {
        var name = Texts.line(typed, Integer.MAX_VALUE);
        if (name.isEmpty()) {
            throw Refusal.badInput(tr("Please type a name."));
        }
        if (name.codePointCount(0, name.length()) > LONGEST_NAME) {
            throw Refusal.badInput(tr("A name has at most %d characters.", LONGEST_NAME));
        }
        if (all.size() >= MOST) {
            throw Refusal.badInput(tr("There is room for %d people here, and all came.", MOST));
        }
        var person = new WebPerson(freeId(name), name, reads.map(Language::code).orElse(null));
        var more = new ArrayList<>(all);
        more.add(person);
        try {
            Disk.put(file, out -> out.write(json.writeValueAsBytes(more)));
        } catch (IOException e) {
            throw new UncheckedIOException("The people cannot be written down.", e);
        }
        all = List.copyOf(more);
        return person;
    }

    @Override
    public void close() {
        open.values().forEach(Chat::close);
    }

    private List<WebPerson> load() throws IOException {
        try {
            return List.copyOf(
                    json.readValue(
                            Files.readAllBytes(file), new TypeReference<List<WebPerson>>() {}));
        } catch (NoSuchFileException _) {
            return List.of();
        }
    }

    private String freeId(String name) {
        var plain =
                Normalizer.normalize(name, Normalizer.Form.NFD)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("\\p{M}+", "")
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-+|-+$", "");
        var start = plain.isEmpty() ? "person" : plain;
        var stem = start.length() > LONGEST_ID ? start.substring(0, LONGEST_ID) : start;
        var id = stem;
        for (var n = 2; find(id).isPresent(); n++) {
            id = stem + "-" + n;
        }
        return id;
    }
}
