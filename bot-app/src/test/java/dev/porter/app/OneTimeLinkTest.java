package dev.porter.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/// One-time links over HTTP, as they are used from outside: by whoever holds one, and by whoever
/// would like to.
class OneTimeLinkTest {
    private static final String PUBLIC = "https://porter.example.org/door";
    private static final String NOT_GOOD = "This link is not good any more";

    private static final AtomicInteger MACHINES = new AtomicInteger();

    private static House house;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void open() {
        house = House.open("--porter.public-url=" + PUBLIC);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    // Fetching

    @Test
    void a_link_brings_its_file_once_however_often_it_was_looked_at() throws Exception {
        var una = memberWith("una", "Plan “A” – März.pdf", Samples.pdf("una"));
        una.presses("Open");
        una.presses("Get a link");
        var link = link(una);

        for (var method : List.of("GET", "HEAD", "GET")) {
            var looked = send(request(link).method(method, BodyPublishers.noBody()), "");
            assertThat(looked.statusCode()).isEqualTo(200);
            assertThat(looked.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(looked.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
            assertThat(text(looked)).contains(method.equals("GET") ? "März.pdf" : "");
        }
        var fetched = send(request(link).POST(BodyPublishers.noBody()), "");
        assertThat(fetched.statusCode()).isEqualTo(200);
        assertThat(fetched.body().readAllBytes()).isEqualTo(Samples.pdf("una"));
        assertThat(fetched.headers().firstValue("Content-Type"))
                .hasValue("application/octet-stream");
        assertThat(fetched.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(fetched.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(fetched.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment; ")
                .contains("filename*=UTF-8''Plan%20");
        una.hears("was fetched with its link just now");

        assertOver(link);
        una.presses("A new link");
        assertThat(link(una)).isNotEqualTo(link);
        assertThat(link(una).toString()).startsWith(house.page() + "/once/");
    }

    @Test
    void a_page_is_in_the_language_of_its_person_or_else_of_the_browser() throws Exception {
        var ute = memberWith("ute", "Notizen.txt", Samples.pdf("ute"));
        ute.presses("Open");
        ute.presses("Get a link");
        var link = link(ute);
        ute.says("/language de");
        ute.hears("Deutsch");

        assertThat(text(send(request(link).header("Accept-Language", "en"), "")))
                .contains("<html lang=\"de\"", ">Herunterladen</button>");
        var wrong = link.resolve("/once/00000000000000000000000000");
        assertThat(text(send(request(wrong).header("Accept-Language", "fr, de;q=0.8"), "")))
                .contains("<html lang=\"de\"", "Dieser Link gilt nicht mehr");
        assertThat(text(send(request(wrong), ""))).contains("<html lang=\"en\"", NOT_GOOD);
    }

    @Test
    void a_large_file_streams_and_what_broke_off_can_be_fetched_again() throws Exception {
        var vic = house.member("vic");
        vic.sends("film.bin", Samples.LARGE, () -> Samples.random(11, Samples.LARGE));
        vic.hears("Stored and verified");
        vic.presses("Open");
        vic.presses("Get a link");
        var link = link(vic);

        var first = send(request(link).POST(BodyPublishers.noBody()), "");
        first.body().readNBytes(1_000_000);
        var second = send(request(link).POST(BodyPublishers.noBody()), "");
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(text(second)).contains("on its way already");
        first.body().close();
        var again =
                await().until(
                                () -> send(request(link).POST(BodyPublishers.noBody()), ""),
                                answer -> answer.statusCode() == 200);
        assertThat(Samples.sha256(again.body()))
                .isEqualTo(Samples.sha256(Samples.random(11, Samples.LARGE)));
        vic.hears("was fetched with its link just now");
        assertOver(link);
    }

    @Test
    void what_was_tampered_with_is_never_handed_over_whole() throws Exception {
        var bytes = Samples.random(5, 3_000_000).readAllBytes();
        var wim = memberWith("wim", "Will.bin", bytes);
        wim.presses("Open");
        wim.presses("Get a link");
        var link = link(wim);
        flip(house.filesOf("wim").getFirst(), 1_500_000);

        var fetched = send(request(link).POST(BodyPublishers.noBody()), "");
        assertThat(fetched.statusCode()).isEqualTo(200);
        var got = readAsMuchAsComes(fetched.body());
        assertThat(got).isLessThan(bytes.length);
        wim.hears("is missing or not what you sent");
        house.administrator().hears("A stored file is damaged");
    }

    @Test
    void a_small_file_that_was_tampered_with_is_answered_with_a_sentence() throws Exception {
        var xia =
                memberWith(
                        "xia",
                        "Key.txt",
                        "the key is under the mat".getBytes(StandardCharsets.UTF_8));
        xia.presses("Open");
        xia.presses("Get a link");
        var link = link(xia);
        flip(house.filesOf("xia").getFirst(), 3);
        var fetched = send(request(link).POST(BodyPublishers.noBody()), "");
        assertThat(fetched.statusCode()).isEqualTo(500);
        assertThat(text(fetched)).contains("not what was stored").doesNotContain("under the mat");
    }

    @Test
    void a_link_ends_with_its_hour_with_the_log_in_and_with_the_account() throws Exception {
        var yves = memberWith("yves", "a.txt", "a".getBytes(StandardCharsets.UTF_8));
        yves.presses("Open");
        yves.presses("Get a link");
        var late = link(yves);
        house.part(JdbcTemplate.class)
                .update("UPDATE ticket SET expires_at = DATEADD(HOUR, -1, expires_at)");
        assertOver(late);

        yves.presses("A new link");
        var link = link(yves);
        yves.says("/logout");
        assertOver(link);

        yves.says("/login");
        yves.says("yves");
        yves.fillsIn(House.PASSWORD);
        assertThat(text(send(request(link).GET(), ""))).contains("a.txt");
        var ada = house.administrator();
        House.opens(ada, "yves");
        ada.presses("Switch off");
        ada.presses("Yes, switch it off");
        assertOver(link);
    }

    // Handing over

    @Test
    void a_file_that_is_handed_over_is_stored_and_verified_as_every_other() throws Exception {
        var zoe = house.member("zoe");
        zoe.says("/backup");
        zoe.presses("Upload by a link");
        var link = link(zoe);
        assertThat(text(send(request(link).GET(), ""))).contains("Send a file to your NAS");

        var size = Samples.LARGE / 4;
        var answer =
                send(
                        request(link)
                                .PUT(
                                        BodyPublishers.fromPublisher(
                                                BodyPublishers.ofInputStream(
                                                        () -> Samples.random(7, size)),
                                                size)),
                        "?name=..%2F..%2FHoliday%20film.mov");
        assertThat(text(answer)).contains("The file is here, whole");
        var receipt = zoe.hears("Stored and verified").words();
        assertThat(receipt)
                .contains("Holiday film.mov")
                .contains(Samples.sha256(Samples.random(7, size)));
        assertThat(house.filesOf("zoe")).hasSize(1);
        assertOver(link);
    }

    @Test
    void an_upload_that_breaks_off_leaves_nothing_but_a_good_link() throws Exception {
        var abe = house.member("abe");
        abe.says("/backup");
        abe.presses("Upload by a link");
        var link = link(abe);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), link.getPort())) {
            var out = socket.getOutputStream();
            out.write(
                    ("PUT "
                                    + link.getPath()
                                    + "?name=cut.bin HTTP/1.1\r\nHost: x\r\n"
                                    + "Content-Length: 5000000\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            out.write(new byte[300_000]);
            out.flush();
        }
        assertThat(abe.hears("the upload broke off").words()).contains("cut.bin is not stored");
        await().until(() -> house.filesOf("abe").isEmpty());
        var answer =
                await().until(
                                () ->
                                        send(
                                                request(link).PUT(BodyPublishers.ofString("whole")),
                                                "?name=cut.bin"),
                                sent -> sent.statusCode() != 409);
        assertThat(text(answer)).contains("The file is here, whole");
        abe.hears("Stored and verified");
    }

    // Strangers

    @Test
    void guessing_is_slowed_for_whoever_guesses_and_for_nobody_else() throws Exception {
        var bea = memberWith("bea", "b.txt", "b".getBytes(StandardCharsets.UTF_8));
        bea.presses("Open");
        bea.presses("Get a link");
        var link = link(bea);
        var guesser = "10.1.1.1, 203.0.113.7";
        for (var i = 0; i < 10; i++) {
            var wrong = house.page().resolve("/once/0000000000000000000000000" + i);
            var answer = send(request(wrong).header("X-Forwarded-For", guesser).GET(), "");
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(text(answer)).contains(NOT_GOOD).doesNotContain("Exception");
        }
        var slowed = send(request(link).header("X-Forwarded-For", guesser).GET(), "");
        assertThat(slowed.statusCode()).isEqualTo(429);
        var forged = "198.51.100.9, 203.0.113.7";
        assertThat(send(request(link).header("X-Forwarded-For", forged).GET(), "").statusCode())
                .isEqualTo(429);
        var other = "203.0.113.7, 198.51.100.9";
        assertThat(send(request(link).header("X-Forwarded-For", other).GET(), "").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/once", "/once/", "/once/x", "/once/..%2f", "/once/a/b", "/once/%00"})
    void no_other_address_below_the_links_says_anything(String path) throws Exception {
        var answer =
                raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer.lines().findFirst().orElseThrow()).containsPattern(" 40[04] ");
        assertThat(answer).doesNotContain("Exception").doesNotContain("at org.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: porter.example.org",
                "Host: localhost.example.org",
                "Host: 127.0.0.1.nip.io",
                "Host: localhost\r\nX-Forwarded-For: 127.0.0.1",
                "Host: localhost\r\nX-Forwarded-Proto: https",
                "Host: localhost\r\nForwarded: for=127.0.0.1;host=localhost",
                "Host: localhost\r\nX-Real-IP: 127.0.0.1",
                "Host: localhost\r\nVia: 1.1 proxy",
                "Host: localhost\r\nCF-Connecting-IP: 127.0.0.1",
            })
    void the_chat_page_is_not_there_for_who_comes_through_a_proxy(String headers) throws Exception {
        for (var path : List.of("/", "/chat/ada", "/api/people", "/api/people/ada/messages")) {
            var answer =
                    raw(
                            "GET %s HTTP/1.1\r\n%s\r\nConnection: close\r\n\r\n"
                                    .formatted(path, headers));
            assertThat(answer).as(path).startsWith("HTTP/1.1 403");
        }
        var link =
                raw(
                        "GET /once/none HTTP/1.1\r\n%s\r\nConnection: close\r\n\r\n"
                                .formatted(headers));
        assertThat(link).startsWith("HTTP/1.1 404").contains(NOT_GOOD);
    }

    @Test
    void the_chat_page_is_not_there_for_a_proxy_that_leaves_no_trace_but_an_old_protocol()
            throws Exception {
        assertThat(raw("GET /api/people HTTP/1.0\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void the_links_work_while_the_chat_page_is_off() throws Exception {
        try (var quiet =
                House.open("--porter.public-url=" + PUBLIC, "--porter.web-chat.enabled=false")) {
            var page = quiet.page();
            assertThat(text(send(HttpRequest.newBuilder(page.resolve("/once/none")), "")))
                    .contains(NOT_GOOD);
            assertThat(
                            send(HttpRequest.newBuilder(page.resolve("/once/porter.css")), "")
                                    .statusCode())
                    .isEqualTo(200);
            assertThat(send(HttpRequest.newBuilder(page.resolve("/")), "").statusCode())
                    .isEqualTo(404);
        }
    }

    private static WebPerson memberWith(String userName, String name, byte[] content) {
        var member = house.member(userName);
        member.sends(name, content);
        member.hears("Stored and verified");
        return member;
    }

    /// The address of the newest link, below this house's own address instead of the one outside.
    private static URI link(WebPerson person) {
        var url =
                person.chat().reversed().stream()
                        .flatMap(message -> message.buttons().stream())
                        .map(WebPerson.Key::url)
                        .filter(address -> address != null && address.startsWith(PUBLIC))
                        .findFirst()
                        .orElseThrow();
        return house.page().resolve(url.substring(PUBLIC.length()));
    }

    private void assertOver(URI link) throws IOException, InterruptedException {
        for (var method : List.of("GET", "POST", "PUT")) {
            var answer = send(request(link).method(method, BodyPublishers.noBody()), "");
            assertThat(answer.statusCode()).as(method).isEqualTo(404);
            assertThat(text(answer)).contains(NOT_GOOD);
        }
    }

    /// Each comes from a machine of its own, so that one test's wrong links slow no other down.
    private static HttpRequest.Builder request(URI link) {
        var machine = MACHINES.incrementAndGet();
        return HttpRequest.newBuilder(link)
                .header("X-Forwarded-For", "198.18.%d.%d".formatted(machine / 250, machine % 250));
    }

    private HttpResponse<InputStream> send(HttpRequest.Builder request, String query)
            throws IOException, InterruptedException {
        var built = request.build();
        var address = URI.create(built.uri() + query);
        return http.send(
                HttpRequest.newBuilder(built, (_, _) -> true).uri(address).build(),
                BodyHandlers.ofInputStream());
    }

    private static String text(HttpResponse<InputStream> response) throws IOException {
        return new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), house.page().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static long readAsMuchAsComes(InputStream body) {
        var count = 0L;
        try (body) {
            for (var one = body.read(); one >= 0; one = body.read()) {
                count++;
            }
        } catch (IOException _) {
            // that is how a broken connection looks
        }
        return count;
    }

    private static void flip(Path file, long at) throws IOException {
        try (var disk = new RandomAccessFile(file.toFile(), "rw")) {
            disk.seek(at);
            var one = disk.read();
            disk.seek(at);
            disk.write(one ^ 1);
        }
    }
}
