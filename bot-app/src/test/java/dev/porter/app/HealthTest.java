package dev.porter.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// What watches over Porter finds what it needs, on this machine only.
@ExtendWith(House.Shared.class)
class HealthTest {
    private final House house;

    HealthTest(House house) {
        this.house = house;
    }

    @Test
    void health_has_a_part_for_the_nas_the_queue_and_the_database() throws Exception {
        var health = new JsonMapper().readTree(get("/actuator/health", 200));
        assertThat(health.at("/status").asString()).isEqualTo("UP");
        for (var part : List.of("nas", "queue", "db", "web")) {
            assertThat(health.at("/components/" + part + "/status").asString())
                    .as(part)
                    .isEqualTo("UP");
        }
    }

    @Test
    void the_web_server_has_its_folders_where_what_a_kill_leaves_is_taken_away() {
        assertThat(house.data().resolve("tmp"))
                .isDirectoryRecursivelyContaining(path -> path.endsWith("work/Tomcat/localhost"));
    }

    @Test
    void the_nas_that_is_away_is_down() throws Exception {
        house.administrator();
        var away = house.nas().resolveSibling("nas-away");
        Files.move(house.nas(), away);
        try {
            var health = new JsonMapper().readTree(get("/actuator/health", 503));
            assertThat(health.at("/components/nas/status").asString()).isEqualTo("DOWN");
            assertThat(health.at("/components/queue/status").asString()).isEqualTo("UP");
        } finally {
            Files.move(away, house.nas());
        }
        get("/actuator/health", 200);
    }

    @Test
    void prometheus_gets_its_numbers() throws Exception {
        assertThat(get("/actuator/prometheus", 200)).contains("jvm_memory_used_bytes");
    }

    @Test
    void nothing_else_of_the_inside_is_shown() throws Exception {
        for (var path : List.of("env", "beans", "heapdump", "configprops", "loggers", "shutdown")) {
            get("/actuator/" + path, 404);
        }
    }

    @Test
    void nobody_else_on_the_network_reaches_it() throws IOException {
        var here =
                NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .filter(address -> address instanceof Inet4Address)
                        .filter(address -> !address.isLoopbackAddress())
                        .findFirst();
        assumeTrue(here.isPresent(), "This machine is on no network, so nobody could.");
        var port = house.page().getPort();
        assertThatThrownBy(() -> new Socket(here.get(), port).close())
                .isInstanceOf(ConnectException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "LOCALHOST:8080", "127.0.0.1:8080", "[::1]:8080", "10.1.2.3"})
    void it_answers_to_its_own_names(String host) throws IOException {
        assertThat(asked("GET", "/actuator/health", host)).startsWith("HTTP/1.1 200");
    }

    /// As a web page does whose name has come to mean this computer.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "127.0.0.1.nip.io",
                "10.1.2.3.evil.example"
            })
    void under_a_name_that_somebody_else_gave_it_it_tells_nothing(String host) throws IOException {
        for (var path : List.of("/actuator/health", "/actuator/prometheus", "/actuator")) {
            assertThat(asked("GET", path, host))
                    .startsWith("HTTP/1.1 403")
                    .contains("localhost")
                    .doesNotContain("UP", "jvm_", "_links");
        }
    }

    @Test
    void a_form_is_not_read_before_it_is_known_who_sends_it() throws IOException {
        var part = "x".repeat(2_000_000);
        var answer =
                asked(
                        "POST",
                        "/chat/ada/messages",
                        "evil.example",
                        "Content-Type: multipart/form-data; boundary=b",
                        "--b\r\nContent-Disposition: form-data; name=\"text\"; filename=\"a\"\r\n\r\n"
                                + part
                                + "\r\n--b--\r\n");
        assertThat(answer).startsWith("HTTP/1.1 403");
    }

    private String asked(String method, String path, String host, String... more)
            throws IOException {
        var head = more.length == 0 ? "" : more[0] + "\r\n";
        var body = more.length == 0 ? "" : more[1];
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), house.page().getPort())) {
            socket.getOutputStream()
                    .write(
                            "%s %s HTTP/1.1\r\nHost: %s\r\n%sContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                                    .formatted(method, path, host, head, body.length(), body)
                                    .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String get(String path, int status) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            URI address = house.page().resolve(path);
            var response =
                    http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
            assertThat(response.statusCode()).as(path + ": " + response.body()).isEqualTo(status);
            return response.body();
        }
    }
}
