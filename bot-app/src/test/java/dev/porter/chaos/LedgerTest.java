package dev.porter.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porter.telegram.BotApiEmulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class LedgerTest {
    private static final long ADA = 7;
    private static final Parcel PARCEL = Parcel.of(1, 0, "document", "a.txt", null, 1, 3);
    private static final String GIVEN_UP =
            "❌ a.txt is not stored: an administrator dropped it. Please send it once more.";

    private final BotApiEmulator server;
    private final Ledger ledger;

    LedgerTest() throws IOException {
        server = new BotApiEmulator();
        server.person(ADA, "Ada").says("/start");
        ledger = new Ledger(server, _ -> ADA);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void bot(String method, String parameters) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(
                                    URI.create(
                                            "%s/bot%s/%s"
                                                    .formatted(
                                                            server.address(),
                                                            server.token(),
                                                            method)))
                            .POST(BodyPublishers.ofString(parameters))
                            .build();
            assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        }
    }

    private static String saying(String text) {
        return "\"chat_id\": %d, \"text\": %s"
                .formatted(ADA, JsonMapper.shared().writeValueAsString(text));
    }

    @Test
    void what_was_given_up_is_told_and_a_failure_all_the_same() throws Exception {
        bot("sendMessage", "{" + saying(GIVEN_UP) + "}");
        assertThat(ledger.untold(List.of(PARCEL))).isEmpty();
        assertThat(ledger.failures()).containsExactly("chat 7: " + GIVEN_UP);
    }

    @Test
    void a_failure_that_was_only_to_be_read_for_a_while_counts() throws Exception {
        bot("sendMessage", "{" + saying(GIVEN_UP) + "}");
        var number = server.messages().getLast().number();
        bot("editMessageText", "{\"message_id\": %d, %s}".formatted(number, saying("All is well")));
        bot("deleteMessage", "{\"message_id\": %d, \"chat_id\": %d}".formatted(number, ADA));
        assertThat(ledger.failures()).containsExactly("chat 7: " + GIVEN_UP);
    }

    @Test
    void what_nobody_has_heard_of_is_untold() throws Exception {
        bot("sendMessage", "{" + saying("⏸ a.txt waits: the NAS does not answer.") + "}");
        assertThat(ledger.untold(List.of(PARCEL))).containsExactly(PARCEL);
        assertThat(ledger.failures()).isEmpty();
    }
}
