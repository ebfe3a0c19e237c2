package dev.porter.telegram;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.porter.core.TestPatience;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A Bot API server for one bot, on the loopback address, as strict as the real one, and with its
/// troubles on demand. What people do is done with [#person].
public final class BotApiEmulator implements AutoCloseable {
    public static final String TOKEN = "1234567:emulated-token_of_a_bot";
    public static final String BOT_NAME = "porter_test_bot";

    private static final long LARGEST_DOWNLOAD = 20 << 20;
    private static final long LARGEST_UPLOAD = 50 << 20;
    private static final long KEPT_IN_MEMORY = 1 << 20;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// What goes wrong with the next request.
    public sealed interface Fault {
        /// An answer of the Bot API that says no.
        record Refuse(int code, String description, int retryAfter) implements Fault {}

        /// A page of the web server in front, with status 502.
        record BadGateway() implements Fault {}

        /// Nothing at all, until the emulator is closed.
        record Silence() implements Fault {}

        /// Blanks without end, one after the other.
        record Trickle() implements Fault {}

        /// Nothing is done about it until this is over; then all is well.
        record Held(CountDownLatch over) implements Fault {}

        /// It is done, and answered after a pause.
        record DoneLate(Duration pause) implements Fault {}

        /// It is done, and answered when this is over.
        record DoneHeld(CountDownLatch over) implements Fault {}

        /// It is done by half, and then nothing comes any more, until the emulator is closed.
        record Stalled() implements Fault {}

        /// It is done, and the connection breaks before the answer.
        record DoneUnanswered() implements Fault {}

        /// It is done, and the answer breaks off in the middle.
        record DoneCut() implements Fault {}

        /// It is done, and answered with this.
        record DoneAnswered(String body) implements Fault {}
    }

    /// Telegram's way to say no.
    static final class Refusal extends Exception {
        final int code;
        final int retryAfter;
        final long migratedTo;

        Refusal(int code, String description) {
            this(code, description, 0, 0);
        }

        Refusal(int code, String description, int retryAfter, long migratedTo) {
            super(description);
            this.code = code;
            this.retryAfter = retryAfter;
            this.migratedTo = migratedTo;
        }
    }

    /// Where the bytes of a file come from.
    @FunctionalInterface
    public interface Content {
        InputStream open() throws IOException;
    }

    /// One request of the bot, and when it came.
    public record Call(String method, ObjectNode parameters, Instant at) {}

    /// Somebody who sees the requests of the bot.
    public interface Witness {
        /// A request has come, and nothing is done about it yet.
        default void asked(Call call) {}

        /// A request is carried out, and its answer is not sent yet; that of a file has been.
        default void done(Call call, JsonNode answer) {}
    }

    private record Stored(String path, long size, Content content, @Nullable Path onDisk) {}

    private record Query(long person) {}

    private final HttpServer server;
    private final String token;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final boolean local;
    private final AtomicInteger numbers = new AtomicInteger(100);
    private final Map<Long, EmulatedPerson> people = new LinkedHashMap<>();
    private final List<EmulatedMessage> messages = new ArrayList<>();
    private final Map<String, Stored> files = new HashMap<>();
    private final Map<String, String> paths = new HashMap<>();
    private final Set<String> expired = new HashSet<>();
    private final Set<Integer> forgotten = new HashSet<>();
    private final Map<String, Query> queries = new HashMap<>();
    private final Map<String, Deque<Fault>> faults = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private final Deque<ObjectNode> queue = new ArrayDeque<>();
    private final Deque<ObjectNode> gone = new ArrayDeque<>();
    private volatile Witness witness = new Witness() {};
    private ObjectNode last = JSON.createObjectNode();
    private long nextUpdate = 700_000_001;
    private long previousOffset = -1;
    private long previousStart;
    private int poller;
    private int nudges;
    private final AtomicLong received = new AtomicLong();
    private final AtomicInteger troubled = new AtomicInteger();
    private boolean closed;
    private boolean revoked;
    private final Map<String, List<String>> menus = new HashMap<>();
    private final Map<Long, Long> upgraded = new HashMap<>();

    public BotApiEmulator() throws IOException {
        this(0, false);
    }

    /// @param port 0 for any that is free
    /// @param local whether it runs with `--local`
    public BotApiEmulator(int port, boolean local) throws IOException {
        this(port, local, TOKEN);
    }

    /// @param token of the bot, like no other's
    public BotApiEmulator(int port, boolean local, String token) throws IOException {
        this.local = local;
        this.token = token;
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/bot" + token + "/", this::api);
        server.createContext("/file/bot" + token + "/", this::file);
        server.createContext(
                "/", exchange -> answer(exchange, no(new Refusal(401, "Unauthorized"))));
        server.start();
    }

    public String token() {
        return token;
    }

    /// The number of the bot.
    long bot() {
        return Long.parseLong(token.substring(0, token.indexOf(':')));
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public synchronized EmulatedPerson person(long id, String firstName) {
        return people.computeIfAbsent(id, _ -> new EmulatedPerson(this, id, firstName));
    }

    /// The next request of this method goes wrong; `file` is the download of a file.
    public synchronized void fail(String method, Fault fault) {
        faults.computeIfAbsent(method.toLowerCase(Locale.ROOT), _ -> new ArrayDeque<>()).add(fault);
        if (method.equalsIgnoreCase("getUpdates")) {
            // The question that is held has passed its turn.
            nudges++;
            notifyAll();
        }
    }

    /// From now on somebody sees all requests.
    public void isSeenBy(Witness somebody) {
        witness = somebody;
    }

    /// From now on the token is worth nothing, as after `/revoke` at BotFather.
    public synchronized void revokeToken() {
        revoked = true;
        nudges++;
        notifyAll();
    }

    /// All is well again.
    public synchronized void heal() {
        faults.clear();
    }

    public synchronized List<Call> calls(String method) {
        return calls.stream().filter(call -> call.method().equalsIgnoreCase(method)).toList();
    }

    public synchronized List<EmulatedMessage> messages() {
        return List.copyOf(messages);
    }

    /// The commands that are shown in a private chat.
    public synchronized List<String> menu(String chat) {
        return menu(chat, "");
    }

    /// The commands that are shown in a private chat to somebody with a language. Telegram takes
    /// those of the chat first, and for each the language's before all others.
    ///
    /// @param language a code of two letters, or nothing for one that no commands are for
    public synchronized List<String> menu(String chat, String language) {
        return Stream.of("chat " + chat, "all_private_chats ")
                .flatMap(scope -> Stream.of(scope + " " + language, scope + " "))
                .map(menus::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(List.of());
    }

    /// As if the bot had shown these commands in a private chat before.
    ///
    /// @param language as for [#menu]
    public synchronized void hasMenu(String chat, String language, List<String> commands) {
        menus.put("chat " + chat + " " + language, commands);
    }

    private static String scope(ObjectNode parameters) {
        var scope = parameters.path("scope");
        return "%s %s %s"
                .formatted(
                        scope.path("type").asString("default"),
                        scope.path("chat_id").asString(""),
                        parameters.path("language_code").asString(""));
    }

    /// How many updates have not been confirmed.
    public synchronized int waiting() {
        return queue.size();
    }

    /// From now on updates are numbered from here.
    public synchronized void nextUpdateIs(long number) {
        nextUpdate = number;
    }

    /// From now on messages are numbered from here.
    public void nextMessageIs(int number) {
        numbers.set(number - 1);
    }

    /// Paths that were handed out are not valid any more.
    public synchronized void expirePaths() {
        expired.addAll(paths.keySet());
        paths.clear();
    }

    /// How many requests have met a fault, or a path that was expired.
    public int troubled() {
        return troubled.get();
    }

    /// A group becomes a supergroup, which has another number.
    public synchronized void upgrade(long group, long supergroup) {
        upgraded.put(group, supergroup);
        pushMessage(inGroup(group, "group").put("migrate_to_chat_id", supergroup));
        pushMessage(inGroup(supergroup, "supergroup").put("migrate_from_chat_id", group));
    }

    /// Ada says something in a group.
    public void saysInGroup(long group, String text) {
        saysInGroup(group, 11, text);
    }

    /// Somebody says something in a group.
    public void saysInGroup(long group, long person, String text) {
        var message = inGroup(group, "supergroup").put("text", text);
        message.putObject("from").put("id", person).put("first_name", "Somebody");
        pushMessage(message);
    }

    private ObjectNode inGroup(long group, String type) {
        var message = object().put("message_id", number()).put("date", 1);
        message.putObject("chat").put("id", group).put("type", type);
        message.putObject("from").put("id", 11).put("first_name", "Ada");
        return message;
    }

    private void pushMessage(ObjectNode message) {
        var update = object();
        update.set("message", message);
        push(update);
    }

    /// Queues an update as it is; its number is added.
    public synchronized void push(ObjectNode update) {
        update.put("update_id", nextUpdate++);
        queue.add(update);
        last = update;
        notifyAll();
    }

    /// The last update, as Telegram tells it.
    synchronized String latest() {
        return last.toString();
    }

    /// Delivers the last update once more, as after a confirmation that was lost.
    synchronized void repeatLast() {
        queue.removeIf(update -> update.equals(last));
        queue.add(last);
        notifyAll();
    }

    /// Delivers the last of the confirmed updates once more, as after a server that went down
    /// before it had kept their confirmation.
    ///
    /// @return how many there are
    public synchronized int unconfirm(int most) {
        var again = Math.min(most, gone.size());
        for (var i = 0; i < again; i++) {
            queue.addFirst(gone.removeLast());
        }
        notifyAll();
        return again;
    }

    synchronized void forgetFiles() {
        files.clear();
        messages.forEach(message -> forgotten.add(message.number()));
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    public static ObjectNode json(String text) {
        return (ObjectNode) JSON.readTree(text);
    }

    /// Keeps a file, and returns its identifier.
    synchronized String store(String name, long size, Content content, @Nullable Path onDisk) {
        var id = "BQAC-file" + numbers.incrementAndGet();
        files.put(
                id,
                new Stored("documents/file " + numbers.incrementAndGet(), size, content, onDisk));
        return id;
    }

    synchronized EmulatedMessage add(EmulatedMessage message) {
        messages.add(message);
        notifyAll();
        return message;
    }

    int number() {
        return numbers.incrementAndGet();
    }

    synchronized String query(long person) {
        var id = "48" + numbers.incrementAndGet();
        queries.put(id, new Query(person));
        return id;
    }

    /// Waits until it is so.
    public synchronized void await(Predicate<BotApiEmulator> state) {
        var end = System.nanoTime() + TestPatience.LONGEST.toNanos();
        while (!state.test(this)) {
            var left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new AssertionError("It did not happen within " + TestPatience.LONGEST);
            }
            try {
                wait(Math.min(left, 100));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /// Goes away; nobody else is given its port before what is returned is closed.
    Socket leave() throws IOException {
        var address = server.getAddress();
        close();
        var place = new Socket();
        place.setReuseAddress(true);
        place.bind(address);
        return place;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        server.stop(0);
        threads.shutdownNow();
    }

    // ---- requests

    private void api(HttpExchange exchange) throws IOException {
        var method =
                exchange.getRequestURI()
                        .getPath()
                        .substring(("/bot" + token + "/").length())
                        .toLowerCase(Locale.ROOT);
        Optional<Fault> fault = Optional.empty();
        ObjectNode answer;
        try {
            var call = new Call(method, parameters(exchange, method), Instant.now());
            note(call);
            refuseWhenRevoked();
            fault = fault(method);
            if (fault.isPresent() && early(exchange, fault.get())) {
                return;
            }
            answer = object().put("ok", true);
            answer.set("result", perform(method, call.parameters()));
            witness.done(call, answer.path("result"));
        } catch (Refusal refusal) {
            answer = no(refusal);
        }
        late(exchange, answer, fault);
    }

    private void note(Call call) {
        synchronized (this) {
            calls.add(call);
            notifyAll();
        }
        witness.asked(call);
    }

    private synchronized void refuseWhenRevoked() throws Refusal {
        if (revoked) {
            throw new Refusal(401, "Unauthorized");
        }
    }

    private synchronized Optional<Fault> fault(String method) {
        var fault = Optional.ofNullable(faults.get(method)).map(Deque::poll);
        fault.ifPresent(_ -> troubled.incrementAndGet());
        return fault;
    }

    /// Whether that was all.
    private boolean early(HttpExchange exchange, Fault fault) throws IOException {
        return switch (fault) {
            case Fault.Refuse(var code, var description, var retryAfter) -> {
                answer(exchange, no(new Refusal(code, description, retryAfter, 0)));
                yield true;
            }
            case Fault.BadGateway() -> {
                page(exchange, 502, "<html><body><h1>502 Bad Gateway</h1></body></html>");
                yield true;
            }
            case Fault.Silence() -> {
                silence(Duration.ofDays(1));
                exchange.close();
                yield true;
            }
            case Fault.Trickle() -> {
                trickle(exchange);
                yield true;
            }
            case Fault.Held(var over) -> {
                pass(over);
                yield false;
            }
            case Fault.DoneLate(_),
                    Fault.DoneHeld(_),
                    Fault.Stalled(),
                    Fault.DoneUnanswered(),
                    Fault.DoneCut(),
                    Fault.DoneAnswered(_) ->
                    false;
        };
    }

    private void trickle(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (var out = exchange.getResponseBody()) {
            while (!isClosed()) {
                out.write(' ');
                out.flush();
                silence(Duration.ofMillis(50));
            }
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized void silence(Duration longest) {
        var end = System.nanoTime() + longest.toNanos();
        try {
            for (var left = longest;
                    !closed && left.toMillis() > 0;
                    left = Duration.ofNanos(end - System.nanoTime())) {
                wait(left.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pass(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void late(HttpExchange exchange, ObjectNode answer, Optional<Fault> fault)
            throws IOException {
        switch (fault.orElse(null)) {
            case Fault.DoneLate(var pause) -> {
                silence(pause);
                answer(exchange, answer);
            }
            case Fault.DoneHeld(var over) -> {
                pass(over);
                answer(exchange, answer);
            }
            case Fault.DoneUnanswered() -> exchange.close();
            case Fault.DoneCut() -> {
                var body = answer.toString().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body, 0, body.length / 2);
                exchange.getResponseBody().flush();
                exchange.close();
            }
            case Fault.DoneAnswered(var body) -> page(exchange, 200, body);
            case null, default -> answer(exchange, answer);
        }
    }

    private static ObjectNode no(Refusal refusal) {
        var answer =
                object().put("ok", false)
                        .put("error_code", refusal.code)
                        .put("description", refusal.getMessage());
        if (refusal.retryAfter > 0) {
            answer.putObject("parameters").put("retry_after", refusal.retryAfter);
        }
        if (refusal.migratedTo != 0) {
            answer.putObject("parameters").put("migrate_to_chat_id", refusal.migratedTo);
        }
        return answer;
    }

    private static void answer(HttpExchange exchange, ObjectNode answer) throws IOException {
        var status = answer.path("ok").asBoolean() ? 200 : answer.path("error_code").asInt();
        page(exchange, status, answer.toString());
    }

    private static void page(HttpExchange exchange, int status, String text) throws IOException {
        var body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private ObjectNode parameters(HttpExchange exchange, String method)
            throws IOException, Refusal {
        var type =
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
                        .orElse("");
        if (type.startsWith("multipart/form-data")) {
            return multipart(exchange, type);
        }
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (body.isBlank()) {
            return object();
        }
        try {
            return json(body);
        } catch (RuntimeException e) {
            throw new Refusal(400, "Bad Request: can't parse " + method);
        }
    }

    /// Files become `{name, file_name, size, sha256}`.
    private ObjectNode multipart(HttpExchange exchange, String type) throws IOException, Refusal {
        var length = exchange.getRequestHeaders().getFirst("Content-Length");
        if (length == null) {
            throw new Refusal(411, "Length Required");
        }
        if (!local && Long.parseLong(length) > LARGEST_UPLOAD) {
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            throw new Refusal(413, "Request Entity Too Large");
        }
        var read = object();
        var reader = new MultipartReader(exchange.getRequestBody(), type);
        for (var part = reader.next(); part.isPresent(); part = reader.next()) {
            var name = part.get().name();
            var file = part.get().fileName();
            var sink = new Sink();
            try (var digesting = new DigestOutputStream(sink, sha256())) {
                reader.copyPart(digesting);
                if (file.isPresent()) {
                    var digest = HexFormat.of().formatHex(digesting.getMessageDigest().digest());
                    read.putObject(name)
                            .put("file_name", file.get())
                            .put("size", sink.size)
                            .put("sha256", digest)
                            .put("start", sink.kept());
                } else {
                    read.put(name, sink.text());
                }
            }
        }
        return read;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /// How many bytes of files have come in.
    public long received() {
        return received.get();
    }

    private final class Sink extends OutputStream {
        private final java.io.ByteArrayOutputStream start = new java.io.ByteArrayOutputStream();
        private long size;

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            size += length;
            received.addAndGet(length);
            if (size <= KEPT_IN_MEMORY) {
                start.write(bytes, offset, length);
            }
        }

        private byte[] kept() {
            return start.toByteArray();
        }

        private String text() {
            return start.toString(StandardCharsets.UTF_8);
        }
    }

    // ---- methods

    private JsonNode perform(String method, ObjectNode parameters) throws Refusal {
        if (method.equals("getupdates")) {
            return getUpdates(parameters);
        }
        synchronized (this) {
            return switch (method) {
                case "getme" ->
                        object().put("id", bot())
                                .put("is_bot", true)
                                .put("first_name", "Porter")
                                .put("username", BOT_NAME);
                case "deletewebhook", "logout" -> JSON.valueToTree(true);
                case "setmycommands" -> setMyCommands(parameters);
                case "deletemycommands" -> {
                    menus.remove(scope(parameters));
                    yield JSON.valueToTree(true);
                }
                case "sendmessage" -> sendMessage(parameters);
                case "editmessagetext" -> edit(parameters, false);
                case "editmessagecaption" -> edit(parameters, true);
                case "editmessagereplymarkup" -> editButtons(parameters);
                case "editmessagemedia" -> editMedia(parameters);
                case "deletemessage" -> delete(parameters);
                case "answercallbackquery" -> answerCallbackQuery(parameters);
                case "sendchataction" -> {
                    reachable(parameters);
                    yield JSON.valueToTree(true);
                }
                case "getfile" -> getFile(parameters);
                case "senddocument" -> sendFile(parameters, "document");
                case "sendphoto" -> sendFile(parameters, "photo");
                default -> throw new Refusal(404, "Not Found: method not found");
            };
        }
    }

    private synchronized JsonNode getUpdates(ObjectNode parameters) throws Refusal {
        var mine = ++poller;
        var nudged = nudges;
        notifyAll();
        var offset = parameters.path("offset").asLong(0);
        var limit = Math.clamp(parameters.path("limit").asLong(100), 1, 100);
        var now = System.nanoTime();
        if (offset == previousOffset && now < previousStart + 500_000_000) {
            limit = 1;
        }
        previousOffset = offset;
        previousStart = now;
        forget(offset);
        var hold = Math.clamp(parameters.path("timeout").asLong(0), 0, 50);
        var end = now + Duration.ofSeconds(hold).toNanos();
        while (queue.isEmpty() && nudged == nudges && !closed) {
            var left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                break;
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                throw new Refusal(500, "Internal Server Error: restart");
            }
            if (mine != poller) {
                throw new Refusal(
                        409,
                        "Conflict: terminated by other getUpdates request; make sure that only one"
                                + " bot instance is running");
            }
        }
        var answer = JSON.createArrayNode();
        queue.stream().limit(limit).forEach(answer::add);
        return answer;
    }

    /// An offset far behind the last update counts as wrong, and is passed over.
    private void forget(long offset) {
        if (offset < 0) {
            while (queue.size() > -offset) {
                queue.poll();
            }
        } else if (offset > 0 && offset <= nextUpdate + 10) {
            queue.removeIf(
                    update -> update.path("update_id").asLong() < offset && gone.add(update));
            while (gone.size() > 100) {
                gone.poll();
            }
        }
    }

    private JsonNode setMyCommands(ObjectNode parameters) throws Refusal {
        for (var command : parameters.path("commands")) {
            if (!command.path("command").asString("").matches("[a-z0-9_]{1,32}")
                    || command.path("description").asString("").isEmpty()
                    || command.path("description").asString("").length() > 256) {
                throw new Refusal(400, "Bad Request: BOT_COMMAND_INVALID");
            }
        }
        var names = new ArrayList<String>();
        parameters.path("commands").forEach(each -> names.add(each.path("command").asString()));
        if (!parameters.path("language_code").asString("").matches("([a-z]{2})?")) {
            throw new Refusal(400, "Bad Request: LANG_CODE_INVALID");
        }
        menus.put(scope(parameters), names);
        return JSON.valueToTree(true);
    }

    private long reachable(ObjectNode parameters) throws Refusal {
        var id = Long.parseLong(parameters.path("chat_id").asString("0"));
        var person = people.get(id);
        if (id > 0 && (person == null || !person.known())) {
            throw new Refusal(400, "Bad Request: chat not found");
        }
        if (person != null && person.deactivated()) {
            throw new Refusal(403, "Forbidden: user is deactivated");
        }
        if (person != null && person.blocking()) {
            throw new Refusal(403, "Forbidden: bot was blocked by the user");
        }
        if (upgraded.containsKey(id)) {
            throw new Refusal(
                    400,
                    "Bad Request: group chat was upgraded to a supergroup chat",
                    0,
                    upgraded.get(id));
        }
        return id;
    }

    private JsonNode sendMessage(ObjectNode parameters) throws Refusal {
        var chat = reachable(parameters);
        var message = new EmulatedMessage(this, chat, number(), true);
        message.say(text(parameters.path("text").asString(""), parameters, 4_096));
        message.html = parameters.path("text").asString("");
        message.buttons = buttons(parameters);
        message.isProtected = parameters.path("protect_content").asBoolean(false);
        return add(message).json();
    }

    private static String text(String html, ObjectNode parameters, int longest) throws Refusal {
        var plain =
                parameters.path("parse_mode").asString("").equalsIgnoreCase("html")
                        ? Markup.read(html)
                        : html;
        var text = plain.strip();
        if (text.isEmpty() && longest == 4_096) {
            throw new Refusal(400, "Bad Request: message text is empty");
        }
        if (text.length() > longest) {
            throw new Refusal(
                    400,
                    longest == 4_096
                            ? "Bad Request: message is too long"
                            : "Bad Request: message caption is too long");
        }
        return text;
    }

    private static JsonNode buttons(ObjectNode parameters) throws Refusal {
        var markup = parameters.path("reply_markup");
        if (markup.isString()) {
            markup = JSON.readTree(markup.asString());
        }
        for (var row : markup.path("inline_keyboard")) {
            for (var button : row) {
                check(button);
            }
        }
        return markup.path("inline_keyboard");
    }

    private static void check(JsonNode button) throws Refusal {
        if (button.path("text").asString("").isBlank()) {
            throw new Refusal(400, "Bad Request: inline keyboard button text must be non-empty");
        }
        if (button.hasNonNull("callback_data")) {
            var length =
                    button.path("callback_data").asString().getBytes(StandardCharsets.UTF_8).length;
            if (length < 1 || length > 64) {
                throw new Refusal(400, "Bad Request: BUTTON_DATA_INVALID");
            }
        } else if (button.hasNonNull("url")) {
            var url = button.path("url").asString();
            if (!url.matches("https?://[^/:]+\\.[^/:]+(:\\d+)?(/.*)?")) {
                throw new Refusal(
                        400,
                        "Bad Request: inline keyboard button URL '"
                                + url
                                + "' is invalid: Wrong HTTP URL");
            }
        } else if (button.hasNonNull("copy_text")) {
            var length = button.path("copy_text").path("text").asString("").length();
            if (length < 1 || length > 256) {
                throw new Refusal(400, "Bad Request: BUTTON_COPY_TEXT_INVALID");
            }
        } else {
            throw new Refusal(400, "Bad Request: BUTTON_TYPE_INVALID");
        }
    }

    private EmulatedMessage find(ObjectNode parameters, String complaint) throws Refusal {
        var chat = parameters.path("chat_id").asLong();
        var number = parameters.path("message_id").asInt();
        return messages.stream()
                .filter(each -> each.chat == chat && each.number == number && !each.deleted)
                .findFirst()
                .orElseThrow(() -> new Refusal(400, "Bad Request: " + complaint));
    }

    private JsonNode edit(ObjectNode parameters, boolean caption) throws Refusal {
        reachable(parameters);
        var message = find(parameters, "message to edit not found");
        if (!message.byBot) {
            throw new Refusal(400, "Bad Request: message can't be edited");
        }
        if (!caption && message.file != null) {
            throw new Refusal(400, "Bad Request: there is no text in the message to edit");
        }
        var field = caption ? "caption" : "text";
        var html = parameters.path(field).asString("");
        var text = text(html, parameters, caption ? 1_024 : 4_096);
        var buttons = buttons(parameters);
        if (text.equals(message.text) && buttons.equals(message.buttons)) {
            throw new Refusal(
                    400,
                    "Bad Request: message is not modified: specified new message content and reply"
                            + " markup are exactly the same as a current content and reply markup of"
                            + " the message");
        }
        message.say(text);
        message.html = html;
        message.buttons = buttons;
        message.edits += 1;
        notifyAll();
        return message.json();
    }

    private JsonNode editButtons(ObjectNode parameters) throws Refusal {
        reachable(parameters);
        var message = find(parameters, "message to edit not found");
        if (!message.byBot) {
            throw new Refusal(400, "Bad Request: message can't be edited");
        }
        var buttons = buttons(parameters);
        if (buttons.equals(message.buttons)) {
            throw new Refusal(400, "Bad Request: message is not modified");
        }
        message.buttons = buttons;
        message.edits += 1;
        notifyAll();
        return message.json();
    }

    /// Also puts a file into a message that was a text.
    private JsonNode editMedia(ObjectNode parameters) throws Refusal {
        reachable(parameters);
        var message = find(parameters, "message to edit not found");
        if (!message.byBot) {
            throw new Refusal(400, "Bad Request: message can't be edited");
        }
        var media = (ObjectNode) JSON.readTree(parameters.path("media").asString("{}"));
        var part = media.path("media").asString("");
        if (!part.startsWith("attach://")) {
            throw new Refusal(400, "Bad Request: wrong file identifier/HTTP URL specified");
        }
        var type = media.path("type").asString("");
        if (type.equals("document") && media.has("has_spoiler")) {
            throw new Refusal(400, "Bad Request: documents have no spoiler");
        }
        var file = sentFile(media, parameters.path(part.substring("attach://".length())), type);
        if (file.equals(message.file)) {
            throw new Refusal(400, "Bad Request: message is not modified");
        }
        message.file = file;
        message.hasSpoiler = media.path("has_spoiler").asBoolean(false);
        message.html = media.path("caption").asString("");
        message.say(text(message.html, media, 1_024));
        message.buttons = buttons(parameters);
        message.edits += 1;
        notifyAll();
        return message.json();
    }

    private JsonNode delete(ObjectNode parameters) throws Refusal {
        reachable(parameters);
        var message = find(parameters, "message to delete not found");
        if (message.date.isBefore(Instant.now().minus(Duration.ofDays(2)))) {
            throw new Refusal(400, "Bad Request: message can't be deleted for everyone");
        }
        message.deleted = true;
        notifyAll();
        return JSON.valueToTree(true);
    }

    private JsonNode answerCallbackQuery(ObjectNode parameters) throws Refusal {
        if (queries.remove(parameters.path("callback_query_id").asString("")) == null) {
            throw new Refusal(
                    400,
                    "Bad Request: query is too old and response timeout expired or query ID is"
                            + " invalid");
        }
        notifyAll();
        return JSON.valueToTree(true);
    }

    /// How many presses have had no answer.
    public synchronized int spinning() {
        return queries.size();
    }

    private JsonNode getFile(ObjectNode parameters) throws Refusal {
        var id = parameters.path("file_id").asString("");
        var stored = files.get(id);
        if (stored == null) {
            throw new Refusal(400, "Bad Request: invalid file_id");
        }
        if (!local && stored.size() > LARGEST_DOWNLOAD) {
            throw new Refusal(400, "Bad Request: file is too big");
        }
        var disk = stored.onDisk();
        var path = local && disk != null ? disk.toString() : stored.path();
        paths.put(path, id);
        return object().put("file_id", id).put("file_size", stored.size()).put("file_path", path);
    }

    private JsonNode sendFile(ObjectNode parameters, String field) throws Refusal {
        var chat = reachable(parameters);
        var file = parameters.path(field);
        if (file.isString()) {
            return sendAgain(parameters, chat, field, file.asString());
        }
        var message = new EmulatedMessage(this, chat, number(), true);
        message.file = sentFile(parameters, file, field);
        message.html = parameters.path("caption").asString("");
        message.text = text(message.html, parameters, 1_024);
        message.isProtected = parameters.path("protect_content").asString("").equals("true");
        message.isSilent = parameters.path("disable_notification").asString("").equals("true");
        return add(message).json();
    }

    private static EmulatedMessage.SentFile sentFile(
            ObjectNode parameters, JsonNode file, String field) throws Refusal {
        if (!file.isObject()) {
            throw new Refusal(400, "Bad Request: there is no " + field + " in the request");
        }
        if (file.path("size").asLong() == 0) {
            throw new Refusal(400, "Bad Request: file must be non-empty");
        }
        if (field.equals("photo")) {
            var start = file.path("start").binaryValue();
            if (file.path("size").asLong() > 10 << 20 || !picture(start)) {
                throw new Refusal(400, "Bad Request: IMAGE_PROCESS_FAILED");
            }
        }
        var name = file.path("file_name").asString("");
        var guessed =
                !parameters.path("disable_content_type_detection").asString("").equals("true")
                        && name.endsWith(".gif");
        var bytes = file.path("start").binaryValue();
        var size = file.path("size").asLong();
        return new EmulatedMessage.SentFile(
                guessed ? "animation" : field,
                cleaned(name),
                size,
                file.path("sha256").asString(),
                ByteBuffer.wrap(bytes));
    }

    private JsonNode sendAgain(ObjectNode parameters, long chat, String field, String fileId)
            throws Refusal {
        var before =
                messages.stream()
                        .filter(each -> !forgotten.contains(each.number))
                        .filter(each -> fileId.equals("BQAC-sent" + each.number))
                        .filter(each ->
                                Optional.ofNullable(each.file)
                                        .filter(file -> file.kind().equals(field))
                                        .isPresent())
                        .findFirst()
                        .orElseThrow(() ->
                                new Refusal(
                                        400,
                                        "Bad Request: wrong file identifier/HTTP URL"
                                                + " specified"));
        var message = new EmulatedMessage(this, chat, number(), true);
        message.html = parameters.path("caption").asString("");
        message.text = text(message.html, parameters, 1_024);
        message.file = before.file;
        message.isSilent = parameters.path("disable_notification").asString("").equals("true");
        return add(message).json();
    }

    private static boolean picture(byte[] start) {
        return start.length > 4
                && ((start[0] == (byte) 0xFF && start[1] == (byte) 0xD8)
                        || (start[0] == (byte) 0x89 && start[1] == 'P'));
    }

    /// What becomes of a file's name on the server.
    static String cleaned(String name) {
        var dot = name.lastIndexOf('.');
        var stem = dot < 0 ? name : name.substring(0, dot);
        var extension = dot < 0 ? "" : name.substring(dot + 1);
        var cleanStem = part(stem, 64);
        var cleanExtension = part(extension, 16);
        return cleanExtension.isEmpty() ? cleanStem : cleanStem + "." + cleanExtension;
    }

    private static String part(String name, int longest) {
        var clean = new StringBuilder();
        name.codePoints()
                .limit(longest)
                .map(c -> kept(c) ? c : ' ')
                .filter(c -> !clean.isEmpty() || (c != ' ' && c != '.'))
                .forEach(clean::appendCodePoint);
        return clean.toString().strip();
    }

    private static boolean kept(int c) {
        return c < 127 ? c >= 32 && "<>:\"/\\|?*&`'".indexOf(c) < 0 : Character.isLetterOrDigit(c);
    }

    // ---- files

    private void file(HttpExchange exchange) throws IOException {
        var path =
                exchange.getRequestURI().getPath().substring(("/file/bot" + token + "/").length());
        var fault = fault("file");
        var call = new Call("file", object().put("path", path), Instant.now());
        note(call);
        if (fault.isPresent() && early(exchange, fault.get())) {
            return;
        }
        Stored stored;
        synchronized (this) {
            stored = files.get(paths.getOrDefault(path, ""));
            if (stored == null && expired.contains(path)) {
                troubled.incrementAndGet();
            }
        }
        if (stored == null || local) {
            answer(exchange, no(new Refusal(404, "Not Found")));
            return;
        }
        exchange.sendResponseHeaders(200, stored.size());
        try (var content = stored.content().open();
                var out = exchange.getResponseBody()) {
            if (fault.isPresent()) {
                var stalls = fault.get() instanceof Fault.Stalled;
                out.write(content.readNBytes((int) Math.min(stored.size() / 2, 1 << 20)));
                out.flush();
                silence(stalls ? Duration.ofDays(1) : Duration.ZERO);
                exchange.close();
            } else {
                content.transferTo(out);
                witness.done(call, object());
            }
        }
    }

    static ArrayNode array() {
        return JSON.createArrayNode();
    }
}
