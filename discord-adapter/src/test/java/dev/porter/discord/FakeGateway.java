package dev.porter.discord;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.jspecify.annotations.Nullable;

/// The side of Discord that events come from: web sockets that speak its gateway protocol.
public final class FakeGateway implements AutoCloseable {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    final AtomicInteger attempts = new AtomicInteger();
    final AtomicInteger identified = new AtomicInteger();
    final AtomicInteger resumed = new AtomicInteger();
    volatile boolean refusing;
    volatile boolean ignoresHeartbeats;

    /// Connections are taken, and nothing more is ever said on them.
    volatile boolean blackHole;

    volatile int heartbeatMillis = 41_250;
    volatile int closesWith;

    /// The intents that close the connection when they are asked for.
    volatile int forbidden;

    private final CountDownLatch closing = new CountDownLatch(1);
    private final ServerSocket server;
    private final String token;
    private final Supplier<DataObject> ready;
    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final List<DataObject> said = new ArrayList<>();
    private @Nullable String session;
    private int sequence;
    private volatile int intents;

    /// @param ready the contents of READY, without the session
    FakeGateway(int port, String token, Supplier<DataObject> ready) throws IOException {
        server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        this.token = token;
        this.ready = ready;
        Thread.ofVirtual().name("fake-gateway").start(this::accept);
    }

    /// What the latest session asked to be told of.
    int intents() {
        return intents;
    }

    /// Where it is.
    public URI address() {
        return URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/");
    }

    public boolean isConnected() {
        return lines.stream().anyMatch(line -> line.ready);
    }

    /// Says it to whoever is connected, or resumes later.
    synchronized void dispatch(String type, DataObject data) {
        if (session == null) {
            return;
        }
        sequence++;
        var event =
                DataObject.empty().put("op", 0).put("t", type).put("s", sequence).put("d", data);
        said.add(event);
        lines.stream().filter(line -> line.ready).forEach(line -> line.send(event));
    }

    void send(DataObject frame) {
        lines.forEach(line -> line.send(frame));
    }

    /// Asks for a new connection (op 7).
    void askToReconnect() {
        send(DataObject.empty().put("op", 7).putNull("d"));
    }

    /// Says that the session is gone (op 9).
    synchronized void endSession() {
        session = null;
        said.clear();
        send(DataObject.empty().put("op", 9).put("d", false));
    }

    /// Forgets the session and cuts the connections, as when Porter was away for long.
    synchronized void forgetSession() {
        session = null;
        said.clear();
        cut();
    }

    /// Cuts the connections without a word; the session can be resumed.
    void cut() {
        lines.forEach(Line::cut);
    }

    void closeWith(int code) {
        lines.forEach(line -> line.close(code));
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                attempts.incrementAndGet();
                Thread.ofVirtual().name("fake-gateway-line").start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            var out = socket.getOutputStream();
            var key = key(in);
            if (blackHole) {
                closing.await();
                return;
            }
            if (refusing) {
                out.write(bytes("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"));
                return;
            }
            out.write(
                    bytes(
                            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                                    + "Connection: Upgrade\r\nSec-WebSocket-Accept: "
                                    + accept(key)
                                    + "\r\n\r\n"));
            var line = new Line(socket, out);
            lines.add(line);
            try {
                line.send(
                        DataObject.empty()
                                .put("op", 10)
                                .put(
                                        "d",
                                        DataObject.empty()
                                                .put("heartbeat_interval", heartbeatMillis)));
                line.listen(in);
            } finally {
                lines.remove(line);
            }
        } catch (IOException | InterruptedException e) {
            // the other side is gone
        }
    }

    private static String key(DataInputStream in) throws IOException {
        var key = "";
        for (var header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:")) {
                key = header.substring(header.indexOf(':') + 1).strip();
            }
        }
        return key;
    }

    private static String line(DataInputStream in) throws IOException {
        var line = new StringBuilder();
        for (var c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static String accept(String key) {
        try {
            var sha = MessageDigest.getInstance("SHA-1").digest(bytes(key + GUID));
            return Base64.getEncoder().encodeToString(sha);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private final class Line {
        private final Socket socket;
        private final OutputStream out;
        private volatile boolean ready;

        Line(Socket socket, OutputStream out) {
            this.socket = socket;
            this.out = out;
        }

        void listen(DataInputStream in) throws IOException {
            while (true) {
                var opcode = in.readUnsignedByte() & 0x0F;
                var length = in.readUnsignedByte();
                var masked = (length & 0x80) != 0;
                long size = length & 0x7F;
                size = size == 126 ? in.readUnsignedShort() : size == 127 ? in.readLong() : size;
                var mask = masked ? in.readNBytes(4) : new byte[4];
                var payload = in.readNBytes((int) size);
                for (var i = 0; i < payload.length; i++) {
                    payload[i] ^= mask[i % 4];
                }
                switch (opcode) {
                    case TEXT, 2 -> heard(DataObject.fromJson(payload));
                    case PING -> frame(PONG, payload);
                    case CLOSE -> {
                        frame(CLOSE, payload);
                        return;
                    }
                    default -> {}
                }
            }
        }

        private void heard(DataObject frame) {
            switch (frame.getInt("op")) {
                case 1 -> {
                    if (!ignoresHeartbeats) {
                        send(DataObject.empty().put("op", 11));
                    }
                }
                case 2 -> identify(frame.getObject("d"));
                case 6 -> resume(frame.getObject("d"));
                default -> {}
            }
        }

        private void identify(DataObject who) {
            identified.incrementAndGet();
            if (!who.getString("token").equals(token)) {
                close(4004);
                return;
            }
            intents = who.getInt("intents");
            if ((intents & forbidden) != 0) {
                close(4014);
                return;
            }
            if (closesWith != 0) {
                close(closesWith);
                return;
            }
            synchronized (FakeGateway.this) {
                session = "session-" + identified.get();
                sequence = 1;
                said.clear();
                ready = true;
                send(
                        DataObject.empty()
                                .put("op", 0)
                                .put("t", "READY")
                                .put("s", 1)
                                .put(
                                        "d",
                                        FakeGateway.this
                                                .ready
                                                .get()
                                                .put("session_id", session)
                                                .put("resume_gateway_url", address().toString())));
            }
        }

        private void resume(DataObject which) {
            synchronized (FakeGateway.this) {
                if (session == null || !which.getString("session_id").equals(session)) {
                    send(DataObject.empty().put("op", 9).put("d", false));
                    return;
                }
                resumed.incrementAndGet();
                ready = true;
                var heard = which.getInt("seq", 0);
                said.stream().filter(event -> event.getInt("s") > heard).forEach(this::send);
                sequence++;
                send(
                        DataObject.empty()
                                .put("op", 0)
                                .put("t", "RESUMED")
                                .put("s", sequence)
                                .put("d", DataObject.empty()));
            }
        }

        void send(DataObject frame) {
            frame(TEXT, bytes(frame.toString()));
        }

        void close(int code) {
            frame(CLOSE, new byte[] {(byte) (code >> 8), (byte) code});
        }

        void cut() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private synchronized void frame(int opcode, byte[] payload) {
            try {
                out.write(0x80 | opcode);
                if (payload.length < 126) {
                    out.write(payload.length);
                } else if (payload.length < 1 << 16) {
                    out.write(126);
                    out.write(payload.length >> 8);
                    out.write(payload.length);
                } else {
                    out.write(127);
                    for (var shift = 56; shift >= 0; shift -= 8) {
                        out.write((int) ((long) payload.length >> shift));
                    }
                }
                out.write(payload);
                out.flush();
            } catch (IOException e) {
                ready = false;
            }
        }
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            server.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        cut();
    }
}
