package dev.porter.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.chat.ChatId;
import dev.porter.chat.Form;
import dev.porter.chat.Incoming;
import dev.porter.chat.Message;
import dev.porter.language.Language;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The chat page speaks the language of the browser at the door, and that of the chat behind it.
class WebChatLanguageTest {
    private static final Map<ChatId, Language> CHOSEN = new ConcurrentHashMap<>();
    private static final CopyOnWriteArrayList<Incoming> RECEIVED = new CopyOnWriteArrayList<>();

    @TempDir private static Path data;
    private static WebChatHouse house;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void open() {
        house =
                WebChatHouse.open(
                        data, RECEIVED::add, chat -> CHOSEN.getOrDefault(chat, Language.ENGLISH));
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "de-AT,en;q=0.5", "fr, en;q=0.3, de;q=0.8", "en;q=0,de"})
    void the_door_speaks_what_the_browser_likes_best(String wishes) throws Exception {
        assertThat(get("/", wishes))
                .contains("<html lang=\"de\"", "Schön, dass du da bist.", "Hereinkommen");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "en-US,de;q=0.9", "fr", "*", ";;;", "de;q=x"})
    void it_speaks_English_otherwise(String wishes) throws Exception {
        assertThat(get("/", wishes)).contains("<html lang=\"en\"", "Good to see you.", "Come in");
    }

    @Test
    void who_arrives_reads_what_their_browser_says_and_what_the_chat_speaks_from_then_on()
            throws Exception {
        var mia = arrives("Mia", "de-DE,en;q=0.5");
        var page = get("/chat/mia", "en");
        assertThat(page)
                .contains("<html lang=\"de\"", "<title>Porter – Mia</title>")
                .contains("Chat von Mia mit Porter", "placeholder=\"Schreib Porter\"")
                .contains("data-says-copied=\"Kopiert.\"", "aria-label=\"Nachrichten\"");

        says("mia", "/start");
        assertThat(RECEIVED.getLast().origin().person().language()).isEqualTo(Language.GERMAN);
        assertThat(get("/chat/mia", "de")).contains("<html lang=\"en\"", "Write to Porter");

        CHOSEN.put(mia, Language.GERMAN);
        assertThat(get("/chat/mia", "en")).contains("<html lang=\"de\"", "Schreib Porter");
        assertThat(says("mia", " ").body()).isEqualTo("Bitte schreib zuerst etwas.");
        assertThat(get("/chat/mia/nothing", "de"))
                .contains("<html lang=\"de\"", "Unter dieser Adresse gibt es nichts.");
    }

    @Test
    void who_arrives_without_saying_what_they_read_is_known_to_have_said_nothing()
            throws Exception {
        arrives("Quiet", "");
        says("quiet", "hello");
        assertThat(RECEIVED.getLast().origin().person().language()).isNull();
        assertThat(get("/chat/quiet", "")).contains("<html lang=\"en\"");
    }

    @Test
    void only_what_Porter_says_is_translated() throws Exception {
        var send = arrives("Send", "de");
        CHOSEN.put(send, Language.GERMAN);
        house.chat().send(send, Message.of("Come in").with(new Form("Start", true)));
        assertThat(get("/chat/send", "en"))
                .contains(">Send</span>", ">Come in</p>", ">Start</label>")
                .contains("Das liest nur Porter.", ">Senden</button>");
    }

    @Test
    void what_is_pushed_is_in_the_language_of_the_chat_too() throws Exception {
        var una = arrives("Una", "de");
        CHOSEN.put(una, Language.GERMAN);
        house.chat().send(una, Message.of("Bitte:").with(new Form("Passwort", true)));
        var answer =
                http.send(request("/chat/una/stream", "en").build(), BodyHandlers.ofInputStream());
        try (var stream = answer.body()) {
            var read = new StringBuilder();
            while (!read.toString().contains("</form>")) {
                read.append((char) stream.read());
            }
            assertThat(read.toString()).contains(">Senden</button>", "Das liest nur Porter.");
        }
    }

    private ChatId arrives(String name, String wishes) throws Exception {
        post("/people", Map.of("name", name), wishes);
        return new ChatId(WebChat.NAME, name.toLowerCase(Locale.ROOT));
    }

    private HttpResponse<String> says(String person, String text) throws Exception {
        return post("/chat/" + person + "/messages", Map.of("text", text), "en");
    }

    private String get(String path, String wishes) throws Exception {
        return http.send(request(path, wishes).build(), BodyHandlers.ofString()).body();
    }

    private HttpResponse<String> post(String path, Map<String, String> fields, String wishes)
            throws Exception {
        var body =
                fields.entrySet().stream()
                        .map(field ->
                                field.getKey()
                                        + "="
                                        + URLEncoder.encode(
                                                field.getValue(), StandardCharsets.UTF_8))
                        .reduce("", (all, one) -> all + one);
        return http.send(
                request(path, wishes)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("HX-Request", "true")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String wishes) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + house.port() + path));
        return wishes.isEmpty() ? request : request.header("Accept-Language", wishes);
    }
}
