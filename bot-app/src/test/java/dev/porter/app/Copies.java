package dev.porter.app;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The plainest ways in which bytes can come to the same folder, to compare with.
final class Copies {
    private static final int PIECE = 128 * 1024;

    private Copies() {}

    /// `cp` and `sync` of the copy.
    static void cp(Path from, Path to) throws IOException, InterruptedException {
        var done =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                "cp \"$1\" \"$2\" && sync \"$2\"",
                                "sh",
                                from.toString(),
                                to.toString())
                        .inheritIO()
                        .start()
                        .waitFor();
        if (done != 0) {
            throw new IOException("cp failed");
        }
    }

    /// From a web server on this machine into a file that is then forced to the disk: what a
    /// platform, a program and a disk take at least.
    static void stream(Path from, Path to) throws IOException, InterruptedException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, Files.size(from));
                    try (var in = Files.newInputStream(from);
                            var out = exchange.getResponseBody()) {
                        pass(in, out);
                    }
                });
        server.start();
        try (var client = HttpClient.newHttpClient();
                var file =
                        FileChannel.open(
                                to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var place = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            var request = HttpRequest.newBuilder(place).build();
            try (var in = client.send(request, BodyHandlers.ofInputStream()).body()) {
                var buffer = new byte[PIECE];
                for (int count; (count = in.read(buffer)) >= 0; ) {
                    var bytes = ByteBuffer.wrap(buffer, 0, count);
                    while (bytes.hasRemaining()) {
                        file.write(bytes);
                    }
                }
            }
            file.force(true);
        } finally {
            server.stop(0);
        }
    }

    private static void pass(InputStream in, OutputStream out) throws IOException {
        var buffer = new byte[PIECE];
        for (int count; (count = in.read(buffer)) >= 0; ) {
            out.write(buffer, 0, count);
        }
    }
}
