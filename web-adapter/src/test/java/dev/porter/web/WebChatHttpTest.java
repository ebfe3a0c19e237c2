package dev.porter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.porter.chat.Attachment;
import dev.porter.chat.Button;
import dev.porter.chat.ChatId;
import dev.porter.chat.Form;
import dev.porter.chat.Inbox;
import dev.porter.chat.Incoming;
import dev.porter.chat.Message;
import dev.porter.chat.Message.Care;
import dev.porter.chat.OutgoingFile;
import dev.porter.core.Traces;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// What is particular to the chat page, over real HTTP.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@ExtendWith(OutputCaptureExtension.class)
class WebChatHttpTest {
    private static final String SECRET = "Correct-Horse-7";

    @TempDir private Path data;
    private final List<Incoming> taken = new CopyOnWriteArrayList<>();
    private volatile Inbox inbox = taken::add;
    private WebChatHouse house;
    private Script script;
    private String ada;

    @BeforeEach
    void open() {
        house = WebChatHouse.open(data, incoming -> inbox.receive(incoming));
        script = new Script(() -> house.port());
        ada = script.newPerson("Ada");
    }

    @AfterEach
    void close() {
        script.close();
        house.close();
    }

    // What lasts

    @Test
    void people_and_chats_are_there_again_after_a_restart() {
        script.post(api("messages"), Map.of("text", "Hello"));
        var id = house.chat().send(chat(), Message.of("Welcome", Button.of("yes", "Yes")));
        house.chat().edit(id, Message.titled("Welcome", "back", Button.of("no", "No")));
        var before = script.get(api("messages"));

        restart();

        assertThat(script.get(api("messages"))).isEqualTo(before);
        assertThat(script.get("/api/people").get("people")).hasSize(1);
        script.post(api("messages"), Map.of("text", "Again"));
        assertThat(script.get(api("messages?after=" + before.get("last"))).get("messages"))
                .singleElement()
                .satisfies(message ->
                        assertThat(message.get("id").asLong())
                                .isGreaterThan(before.get("last").asLong()));
    }

    @Test
    void a_line_that_was_cut_off_costs_only_itself() throws Exception {
        house.chat().send(chat(), Message.of("one"));
        house.chat().send(chat(), Message.of("two"));
        house.close();
        var log = data.resolve("web-chat/chats/ada.jsonl");
        var text = Files.readString(log);
        Files.writeString(log, text.substring(0, text.length() - 20));
        house = WebChatHouse.open(data, inbox);

        assertThat(texts()).containsExactly("one");
        house.chat().send(chat(), Message.of("three"));
        restart();
        assertThat(texts()).containsExactly("one", "three");
    }

    @Test
    void a_secret_that_is_typed_and_deleted_never_reaches_the_disk() throws Exception {
        inbox =
                incoming -> {
                    assertThat(onDisk(SECRET)).isFalse();
                    house.chat().delete(Objects.requireNonNull(incoming.origin().message()));
                };
        script.post(api("messages"), Map.of("text", SECRET));
        assertThat(onDisk(SECRET)).isFalse();
        assertThat(texts()).isEmpty();
    }

    @Test
    void a_form_counts_as_answered_though_its_buttons_go_before_the_answer_is_through() {
        var form = Message.of("Choose", Button.of("make", "Make one"));
        var asked = house.chat().send(chat(), form.with(new Form("Password", true)));
        inbox = _ -> house.chat().withdrawButtons(asked);
        script.post(api("answers"), Map.of("value", SECRET));
        assertThat(script.get(api("messages")).at("/messages/0/form/answered").asBoolean())
                .isTrue();
    }

    @Test
    void a_form_that_gave_way_to_other_words_does_not_come_back() {
        var form = Message.of("Choose").with(new Form("Password", true));
        var asked = house.chat().send(chat(), form);
        inbox = _ -> house.chat().edit(asked, Message.of("Chosen"));
        script.post(api("answers"), Map.of("value", SECRET));
        assertThat(script.get(api("messages")).at("/messages/0/form").isObject()).isFalse();
    }

    @Test
    void a_secret_in_a_form_never_reaches_the_disk_or_the_chat() {
        house.chat().send(chat(), Message.of("Choose").with(new Form("Password", true)));
        var answer = script.post(api("answers"), Map.of("value", SECRET));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(taken).hasSize(1);
        assertThat(onDisk(SECRET)).isFalse();
        assertThat(script.get(api("messages")).toString()).doesNotContain(SECRET);
        assertThat(script.post(api("answers"), Map.of("value", SECRET)).statusCode())
                .isEqualTo(409);
    }

    @Test
    void a_text_that_was_not_taken_never_reaches_the_disk() {
        inbox =
                _ -> {
                    throw new IllegalStateException("asked to");
                };
        var answer = script.post(api("messages"), Map.of("text", SECRET));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).doesNotContain("asked", "Exception");
        assertThat(onDisk(SECRET)).isFalse();
        assertThat(texts()).isEmpty();
    }

    @Test
    void what_a_failure_quotes_of_a_person_is_not_logged(CapturedOutput output) throws Exception {
        inbox =
                _ -> {
                    throw new IllegalStateException(
                            "VALUES ('" + SECRET + "')", new IOException(SECRET));
                };
        script.post(api("messages"), Map.of("text", "x"));
        assertThat(output)
                .contains("The Text")
                .contains("java.lang.IllegalStateException, because of java.io.IOException")
                .doesNotContain(SECRET);

        Files.createDirectory(
                data.resolve("web-chat/chats/" + script.newPerson(SECRET) + ".jsonl"));
        assertThat(script.send(script.request("/chat/correct-horse-7")).statusCode())
                .isEqualTo(500);
        assertThat(output)
                .contains("A request to the chat page failed: java.io.UncheckedIOException")
                .doesNotContain("correct-horse-7");
    }

    @Test
    void what_is_deleted_later_leaves_the_disk() {
        script.post(api("messages"), Map.of("text", SECRET));
        assertThat(onDisk(SECRET)).isTrue();
        house.chat().delete(Objects.requireNonNull(taken.getFirst().origin().message()));
        assertThat(onDisk(SECRET)).isFalse();
        restart();
        assertThat(texts()).isEmpty();
    }

    @Test
    void a_private_message_is_in_memory_only() {
        house.chat()
                .send(
                        chat(),
                        Message.titled(
                                        SECRET,
                                        "Keep these: " + SECRET,
                                        new Button.Copy("Copy", SECRET))
                                .with(Care.PRIVATE));
        assertThat(texts()).containsExactly("Keep these: " + SECRET);
        assertThat(onDisk(SECRET)).isFalse();

        restart();
        var message = script.get(api("messages")).get("messages").get(0);
        assertThat(message.get("kept").asBoolean()).isFalse();
        assertThat(page()).contains("was not kept");
    }

    @Test
    void a_private_file_is_not_readable_on_the_disk() throws Exception {
        house.chat().send(chat(), file("codes.txt", SECRET, Care.PRIVATE));
        var url = fileUrl();
        assertThat(onDisk(SECRET)).isFalse();
        try (var body = script.download(url).body()) {
            assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(SECRET);
        }
    }

    @Test
    void a_fleeting_message_is_taken_away() throws Exception {
        var people = new People(data.resolve("other"));
        var kim = people.add("Kim", Optional.empty());
        try (var chat =
                new WebChat(
                        people,
                        new IncomingFiles(Shelf.in(data.resolve("other/in"))),
                        new OutgoingFiles(Shelf.in(data.resolve("other/out"))),
                        () -> "0",
                        Clock.systemUTC(),
                        Duration.ofMillis(50))) {
            chat.send(kim.chat(), Message.of("Look quickly").with(Care.FLEETING));
            await().until(() -> people.chat(kim).page(Long.MAX_VALUE, 10).isEmpty());
        }
    }

    @Test
    void a_file_from_porter_expires_after_a_day() throws Exception {
        house.chat().send(chat(), file("a.txt", "abc", Care.ORDINARY));
        var url = fileUrl();
        age(data.resolve("web-chat/out"), Duration.ofHours(25));
        assertThat(script.send(script.request(url)).statusCode()).isEqualTo(200);
        house.chat().forgetOld(Clock.systemUTC().instant(), _ -> true);
        assertThat(script.send(script.request(url)).statusCode()).isEqualTo(410);
        assertThat(script.send(script.request(url)).body())
                .isEqualTo(
                        "{\"error\":\"This file is not kept any longer. Please ask Porter for it"
                                + " again.\"}");
        assertThat(page()).contains("expired");
    }

    @Test
    void a_file_that_was_sent_is_kept_for_nine_days_and_as_long_as_it_is_needed() throws Exception {
        script.put(api("files?name=a.txt"), BodyPublishers.ofString("abc"));
        var now = Clock.systemUTC().instant();
        age(data.resolve("web-chat/in"), Duration.ofDays(8));
        house.chat().forgetOld(now, _ -> false);
        assertThat(house.chat().open(attachment())).hasContent("abc");
        age(data.resolve("web-chat/in"), Duration.ofDays(400));
        restart(); // which alone throws nothing away
        house.chat().forgetOld(now, attachment().reference()::equals);
        assertThat(house.chat().open(attachment())).hasContent("abc");
        house.chat().forgetOld(now, _ -> false);
        assertThat(list(data.resolve("web-chat/in"))).isEmpty();
    }

    // Doing it again

    @Test
    void an_act_that_is_repeated_shows_once() {
        var body = Map.of("text", "once", "event", "e-1");
        script.post(api("messages"), body);
        script.post(api("messages"), body);
        restart();
        script.post(api("messages"), body);
        assertThat(texts()).containsExactly("once");
        assertThat(taken.stream().map(incoming -> incoming.origin().event()))
                .containsExactly("e-1", "e-1", "e-1");
        assertThat(taken.stream().map(incoming -> incoming.origin().message()).distinct())
                .hasSize(1);
    }

    @Test
    void files_that_are_sent_again_after_a_failure_are_the_same_files() throws Exception {
        inbox =
                incoming -> {
                    taken.add(incoming);
                    throw new IllegalStateException("asked to");
                };
        script.put(api("files?name=a.txt&event=e-2"), BodyPublishers.ofString("abc"));
        var first = attachment();
        inbox = taken::add;
        taken.clear();
        script.put(api("files?name=a.txt&event=e-2"), BodyPublishers.ofString("abc"));
        assertThat(attachment()).isEqualTo(first);
        assertThat(house.chat().open(first)).hasContent("abc");
        assertThat(list(data.resolve("web-chat/in"))).hasSize(1);
    }

    // Large things

    @Test
    void two_hundred_megabytes_go_in_and_out_with_less_memory_than_that() throws Exception {
        var size = 200L * 1024 * 1024;
        var sent = digest(new Noise(size));
        var answer =
                script.put(
                        api("files?name=film.mkv"),
                        BodyPublishers.ofInputStream(() -> new Noise(size)));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(attachment().size()).isEqualTo(size);
        assertThat(digest(house.chat().open(attachment()))).isEqualTo(sent);

        house.chat()
                .send(
                        chat(),
                        new OutgoingFile(
                                "film.mkv",
                                "video/x-matroska",
                                size,
                                false,
                                "",
                                Care.ORDINARY,
                                () -> house.chat().open(attachment())));
        var download = script.download(fileUrl());
        assertThat(download.headers().firstValueAsLong("Content-Length")).hasValue(size);
        assertThat(digest(download.body())).isEqualTo(sent);
    }

    @Test
    void a_large_form_goes_in_as_a_stream() throws Exception {
        var size = 200L * 1024 * 1024;
        var head =
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"12%22 single \\"
                        + " ä.flac\"\r\nContent-Type: audio/flac\r\n\r\n";
        var body =
                BodyPublishers.concat(
                        BodyPublishers.ofString(head),
                        BodyPublishers.ofInputStream(() -> new Noise(size)),
                        BodyPublishers.ofString("\r\n--b--\r\n"));
        var answer =
                script.send(
                        script.request(api("files"))
                                .header("Content-Type", "multipart/form-data; boundary=b")
                                .POST(body));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(attachment().name()).isEqualTo("12\" single \\ ä.flac");
        assertThat(attachment().size()).isEqualTo(size);
        assertThat(digest(house.chat().open(attachment()))).isEqualTo(digest(new Noise(size)));
    }

    @Test
    void an_upload_that_breaks_off_leaves_nothing() throws Exception {
        var form =
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nabc"
                        + "\r\n--b\r\nContent-Disposition: form-data; name=\"file\";"
                        + " filename=\"b\"\r\n\r\nabc";
        var answer =
                script.send(
                        script.request(api("files"))
                                .header("Content-Type", "multipart/form-data; boundary=b")
                                .POST(BodyPublishers.ofString(form)));
        assertThat(answer.statusCode()).isEqualTo(400);

        try (var socket = new Socket(InetAddress.getLoopbackAddress(), house.port())) {
            socket.getOutputStream()
                    .write(
                            ("PUT "
                                            + api("files?name=a")
                                            + " HTTP/1.1\r\nHost: localhost\r\nContent-Length:"
                                            + " 1000\r\n\r\nabc")
                                    .getBytes(StandardCharsets.UTF_8));
            await().until(() -> !list(data.resolve("web-chat/in")).isEmpty());
        }
        await().until(() -> list(data.resolve("web-chat/in")).isEmpty());
        assertThat(taken).isEmpty();
    }

    @Test
    void a_file_whose_event_cannot_be_read_leaves_nothing() throws Exception {
        var path = api("files?name=a&event=%ZZ");
        assertThat(
                        raw(
                                "PUT "
                                        + path
                                        + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n",
                                "abc"))
                .contains("This name is not written as names in an address are.");
        assertThat(taken).isEmpty();
        assertThat(list(data.resolve("web-chat/in"))).isEmpty();
    }

    @Test
    void a_file_that_cannot_fit_on_the_disk_is_refused_at_once() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), house.port())) {
            socket.getOutputStream()
                    .write(
                            ("PUT "
                                            + api("files?name=a")
                                            + " HTTP/1.1\r\nHost: localhost\r\nContent-Length:"
                                            + " 1000000000000000000\r\n\r\nabc")
                                    .getBytes(StandardCharsets.UTF_8));
            var answer = new byte[8_000];
            var length = socket.getInputStream().read(answer);
            assertThat(new String(answer, 0, length, StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 507");
        }
        assertThat(list(data.resolve("web-chat/in"))).isEmpty();
    }

    // Who may come in

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost.evil.example",
                "evil.example:8080",
                "localhost:8080@evil.example",
                "127.0.0.1.nip.io",
                "192.168.1.5:8080",
                "[::2]"
            })
    void another_host_name_is_refused(String host) throws Exception {
        assertThat(raw("GET / HTTP/1.1\r\nHost: " + host + "\r\n"))
                .matches("(?s)HTTP/1.1 40[03].*");
        assertThat(raw("GET " + api("messages") + " HTTP/1.1\r\nHost: " + host + "\r\n"))
                .matches("(?s)HTTP/1.1 40[03].*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:80", "127.0.0.1:8080", "[::1]", "[::1]:8080"})
    void this_machine_is_let_in_by_all_its_names(String host) throws Exception {
        assertThat(raw("GET / HTTP/1.1\r\nHost: " + host + "\r\n")).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: https://evil.example",
                "Origin: null",
                "Origin: http://localhost:1",
                "Origin: https://localhost",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "X-Forwarded-For: 10.0.0.1",
                "Forwarded: for=10.0.0.1"
            })
    void another_page_can_do_nothing(String header) throws Exception {
        for (var path : List.of("/people", "/chat/ada/messages", "/chat/ada/files", api("files"))) {
            assertThat(
                            raw(
                                    "POST "
                                            + path
                                            + " HTTP/1.1\r\nHost: localhost\r\n"
                                            + header
                                            + "\r\nContent-Length: 6\r\nContent-Type:"
                                            + " application/x-www-form-urlencoded\r\n",
                                    "text=x"))
                    .startsWith("HTTP/1.1 403");
        }
        assertThat(taken).isEmpty();
    }

    @Test
    void another_page_can_neither_read_nor_frame_it_but_may_link_to_it() throws Exception {
        var get =
                "GET "
                        + api("messages")
                        + " HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: cross-site\r\n";
        assertThat(raw(get + "Sec-Fetch-Mode: no-cors\r\n")).startsWith("HTTP/1.1 403");
        assertThat(raw(get + "Sec-Fetch-Mode: navigate\r\n")).startsWith("HTTP/1.1 200");
        var headers = script.send(script.request("/chat/" + ada)).headers();
        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page()).doesNotContain("<style", "style=\"", "onclick", "http:", "https:");
    }

    // Bad input

    @Test
    void bad_input_gets_one_sentence_and_changes_nothing() {
        refused(400, script.post(api("messages"), Map.of()));
        refused(400, script.post(api("messages"), Map.of("text", " \n ")));
        refused(400, script.post(api("messages"), Map.of("text", "x".repeat(10_001))));
        refused(413, script.post(api("messages"), Map.of("text", "x".repeat(200_000))));
        refused(400, script.post(api("messages"), Map.of("text", "a", "event", "../..")));
        refused(400, script.post(api("messages"), Map.of("text", List.of(1))));
        refused(400, script.post(api("presses"), Map.of("value", "x".repeat(65))));
        refused(400, script.post(api("presses"), Map.of("value", "ä")));
        refused(404, script.post(api("presses"), Map.of("value", "x", "message", 99)));
        refused(409, script.post(api("answers"), Map.of("value", "x")));
        refused(404, script.post("/api/people/nobody/messages", Map.of("text", "x")));
        refused(404, script.send(script.request("/api/people/ada/nothing")));
        refused(404, script.send(script.request(api("files/00000000"))));
        refused(400, script.post("/api/people", Map.of("name", "  ")));
        refused(400, script.post("/api/people", Map.of("name", "x".repeat(41))));
        refused(400, script.put(api("files?name=" + "x".repeat(1_001)), BodyPublishers.noBody()));
        refused(400, json("{\"text\": \"\\ud800\"}"));
        refused(400, json("{"));
        refused(400, json("[]"));
        refused(400, json("null"));
        refused(
                415,
                script.send(
                        script.request(api("messages"))
                                .header("Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString("{\"text\":\"x\"}"))));
        refused(
                415,
                script.send(
                        script.request(api("files"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString("abc"))));
        assertThat(taken).isEmpty();
        assertThat(texts()).isEmpty();
        assertThat(list(data.resolve("web-chat/in"))).isEmpty();
    }

    @Test
    void names_of_people_become_plain_ids() {
        assertThat(script.newPerson("Ada")).isEqualTo("ada-2");
        assertThat(script.newPerson("../../etc/passwd")).isEqualTo("etc-passwd");
        assertThat(script.newPerson("写真")).isEqualTo("person");
        assertThat(script.newPerson("<script>")).isEqualTo("script");
        assertThat(script.newPerson("Zoë Ångström")).isEqualTo("zoe-angstrom");
        assertThat(page()).contains("&lt;script&gt;").doesNotContain("<script>");
    }

    @Test
    void a_page_from_porter_is_never_shown_as_one() throws Exception {
        house.chat()
                .send(
                        chat(),
                        new OutgoingFile(
                                "x\"\r\nSet-Cookie: a=b\r\n.html",
                                "text/html",
                                4,
                                true,
                                "",
                                Care.ORDINARY,
                                () ->
                                        new ByteArrayInputStream(
                                                "<a/>".getBytes(StandardCharsets.UTF_8))));
        var answer = script.download(fileUrl());
        answer.body().close();
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/octet-stream");
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(page()).doesNotContain("<img src=\"/api");
    }

    @Test
    void everything_a_person_sees_is_escaped() {
        house.chat()
                .send(
                        chat(),
                        new Message(
                                "<i>t</i>",
                                "<i>x</i>",
                                List.of(
                                        List.of(
                                                Button.of("\"><i>", "<i>b</i>"),
                                                new Button.Link("<i>l</i>", "javascript:alert(1)"),
                                                new Button.Copy("<i>c</i>", "\"><i>"))),
                                new Form("<i>f</i>", true),
                                Care.ORDINARY));
        script.put(api("files?name=%3Ci%3E.txt"), BodyPublishers.ofString("x"));
        assertThat(page()).doesNotContain("<i>", "href=\"javascript");
    }

    // News

    @Test
    void a_listener_goes_on_from_where_it_left_off() throws Exception {
        house.chat().send(chat(), Message.of("one"));
        var two = house.chat().send(chat(), Message.of("two"));
        assertThat(events("1", 1)).singleElement().asString().contains("\"text\":\"two\"");

        restart();
        house.chat().edit(two, Message.of("two\r\nid: 99\r\rdata: <b>"));
        house.chat().send(chat(), Message.of("three"));
        assertThat(events("2", 2))
                .satisfiesExactly(
                        first -> assertThat(first).contains("two\\r\\nid: 99", "\"edited\":true"),
                        second -> assertThat(second).contains("\"text\":\"three\""));
    }

    @Test
    void a_script_can_wait_for_news() {
        var waiting = Thread.ofVirtual().start(() -> house.chat().send(chat(), Message.of("news")));
        var news = script.get(api("messages?after=0&wait=30"));
        assertThat(news.get("messages")).hasSize(1);
        assertThat(waiting).isNotNull();
    }

    @Test
    void the_page_shows_earlier_messages_on_request() {
        for (var i = 1; i <= 60; i++) {
            house.chat().send(chat(), Message.of("line " + i + "."));
        }
        assertThat(page())
                .contains("line 60.", "line 11.", "Show earlier")
                .doesNotContain("line 10.");
        var before = script.request("/chat/ada?before=11");
        assertThat(script.send(before).body())
                .contains("line 10.", "line 1.", "Show the newest messages", "<html")
                .doesNotContain("line 11.", "Show earlier", "<script");
        assertThat(script.send(before.header("HX-Request", "true")).body())
                .contains("line 10.", "line 1.")
                .doesNotContain("line 11.", "Show earlier", "Show the newest", "<html");
    }

    @Test
    void a_stream_that_cannot_go_on_ends() throws Exception {
        var kim = script.newPerson("Kim");
        Files.createDirectory(data.resolve("web-chat/chats/" + kim + ".jsonl"));
        for (var path : List.of("/api/people/" + kim + "/events", "/chat/" + kim + "/stream")) {
            try (var body = script.download(path).body()) {
                assertThat(endOf(body)).as(path).isTrue();
            }
        }
    }

    private static boolean endOf(InputStream body) {
        try {
            body.readAllBytes();
        } catch (IOException _) {
            // that it breaks off is an end as well
        }
        return true;
    }

    @Test
    void there_is_no_room_for_endless_listeners() throws Exception {
        var open = new ArrayList<HttpResponse<InputStream>>();
        for (var i = 0; i < Listeners.MOST; i++) {
            open.add(script.download(api("events")));
        }
        assertThat(script.send(script.request(api("events"))).statusCode()).isEqualTo(429);
        for (var listener : open) {
            listener.body().close();
        }
    }

    // How the tests look at it

    private HttpResponse<String> json(String body) {
        return script.send(
                script.request(api("messages"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)));
    }

    private static void refused(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body())
                .matches("\\{\"error\":\"[A-Z][^\"]{5,200}\\.\"}")
                .doesNotContain("Exception", "org.", "java", "/tmp", "\\n");
    }

    private List<String> events(String after, int count) throws IOException {
        var answer = script.stream(script.request(api("events")).header("Last-Event-ID", after));
        try (var lines =
                new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> line.startsWith("data:")).limit(count).toList();
        }
    }

    private String raw(String head) throws IOException {
        return raw(head, "");
    }

    private String raw(String head, String body) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), house.port())) {
            socket.getOutputStream()
                    .write(
                            (head + "Connection: close\r\n\r\n" + body)
                                    .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void restart() {
        house.close();
        house = WebChatHouse.open(data, incoming -> inbox.receive(incoming));
    }

    private String api(String what) {
        return "/api/people/" + ada + "/" + what;
    }

    private ChatId chat() {
        return new ChatId("web", ada);
    }

    private String page() {
        return script.send(script.request("/chat/" + ada)).body();
    }

    private List<String> texts() {
        var texts = new ArrayList<String>();
        for (var message : script.get(api("messages")).get("messages")) {
            if (!message.get("deleted").asBoolean()) {
                texts.add(message.get("text").asString());
            }
        }
        return texts;
    }

    private Attachment attachment() {
        return ((Incoming.Attachments) taken.getLast()).attachments().getFirst();
    }

    private String fileUrl() {
        var messages = script.get(api("messages")).get("messages");
        return messages.get(messages.size() - 1).get("file").get("url").asString();
    }

    private boolean onDisk(String secret) {
        return !Traces.of(secret, data).isEmpty();
    }

    private static List<Path> list(Path folder) {
        try (var files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void age(Path folder, Duration by) throws IOException {
        for (var file : list(folder)) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(by)));
        }
    }

    private static OutgoingFile file(String name, String text, Care care) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return new OutgoingFile(
                name,
                "text/plain",
                bytes.length,
                false,
                "",
                care,
                () -> new ByteArrayInputStream(bytes));
    }

    private static String digest(InputStream bytes) throws Exception {
        var sha = MessageDigest.getInstance("SHA-256");
        try (var in = new DigestInputStream(bytes, sha)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(sha.digest());
    }
}
