package dev.porter.discord;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.porter.core.TestPatience;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.jspecify.annotations.Nullable;

/// A whole Discord on the loopback address: REST, gateway and file server. It knows direct
/// messages, interactions in them and in one server, and refuses what the real one refuses.
public final class FakeDiscord implements AutoCloseable {
    public static final String TOKEN = "fake.discord.token";
    static final String BOT = "900000000000000001";
    static final String SERVER = "900000000000000002";
    static final String SERVER_CHANNEL = "900000000000000003";

    static final int EPHEMERAL = 1 << 6;
    private static final int LOADING = 1 << 7;
    private static final int GUILD_MESSAGES = 1 << 9;
    private static final long EPOCH = 1_420_070_400_000L;
    private static final int TIME_SHIFT = 22;
    private static final int LONGEST_TEXT = 2_000;
    private static final int LARGEST_FILE = 10 << 20;

    /// No answer at all.
    static final int SILENCE = 0;

    /// The connection breaks before the answer.
    static final int CUT = -1;

    /// What goes wrong with a request.
    ///
    /// @param handled whether the request does what it should all the same
    /// @param status that of the answer, or [#SILENCE], or [#CUT]
    record Fault(String method, Pattern path, boolean handled, int status, String body) {}

    /// What the bot may do in a channel of the server.
    public enum Right {
        REACT(6),
        VIEW(10),
        WRITE(11),
        MANAGE_MESSAGES(13),
        READ_HISTORY(16);

        private final int bit;

        Right(int bit) {
            this.bit = bit;
        }
    }

    /// What happened to an interaction.
    static final class Answer {
        final String user;
        final @Nullable String channel;
        final @Nullable String source;
        final long limit;
        boolean expired;
        boolean tooLate;
        int type;
        boolean ephemeral;
        @Nullable DataObject data;
        @Nullable String original;

        /// The messages that were made with its token.
        final HashSet<String> made = new HashSet<>();

        final Map<String, DataObject> messages = new TreeMap<>();

        Answer(String user, @Nullable String channel, @Nullable String source, long limit) {
            this.limit = limit;
            this.user = user;
            this.channel = channel;
            this.source = source;
        }
    }

    /// What is done only when this is over.
    private record Held(String method, Pattern path, CountDownLatch over) {}

    private record StoredFile(LongFunction<InputStream> content, long size) {}

    private final HttpServer http;
    private final FakeGateway gateway;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, DataObject> users = new HashMap<>();
    private final Map<String, String> channels = new HashMap<>();
    private final Map<String, Map<String, DataObject>> messages = new HashMap<>();
    private final Map<String, StoredFile> files = new HashMap<>();
    private final Map<String, Answer> answers = new HashMap<>();
    private final Map<String, String> nonces = new HashMap<>();
    private final Map<String, List<String>> reactions = new HashMap<>();
    private final Map<String, EnumSet<Right>> rights = new HashMap<>();
    private boolean hears;
    private final Map<String, Long> limits = new HashMap<>();
    private final Map<String, String> locales = new HashMap<>();
    private final HashSet<String> closedTo = new HashSet<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private @Nullable Held held;
    private final List<String> requests = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private DataArray commands = DataArray.empty();
    private long lastId;
    private int generation;

    private FakeDiscord(int port, int gatewayPort) throws IOException {
        permit(SERVER_CHANNEL, Right.VIEW, Right.READ_HISTORY, Right.REACT);
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", this::serve);
        http.start();
        gateway = new FakeGateway(gatewayPort, TOKEN, FakeDiscord::ready);
    }

    public static FakeDiscord start() {
        return start(0, 0);
    }

    static FakeDiscord start(int port, int gatewayPort) {
        try {
            return new FakeDiscord(port, gatewayPort);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public URI api() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/api/v10");
    }

    public FakeGateway gateway() {
        return gateway;
    }

    private static DataObject ready() {
        return DataObject.empty()
                .put("v", 10)
                .put("user", bot())
                .put("guilds", DataArray.empty())
                .put("private_channels", DataArray.empty())
                .put("application", DataObject.empty().put("id", BOT));
    }

    private static DataObject bot() {
        return DataObject.empty()
                .put("id", BOT)
                .put("username", "porter")
                .put("discriminator", "0")
                .put("bot", true);
    }

    // People and what they do

    synchronized String user(String name) {
        return users.computeIfAbsent(
                        name,
                        _ ->
                                DataObject.empty()
                                        .put("id", newId())
                                        .put("username", name.toLowerCase(Locale.ROOT))
                                        .put("global_name", name)
                                        .put("discriminator", "0"))
                .getString("id");
    }

    private DataObject userById(String id) {
        return users.values().stream()
                .filter(user -> user.getString("id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    /// An identifier that begins with the time, as all of Discord's do.
    synchronized String newId() {
        lastId = Math.max(lastId + 1, (Instant.now().toEpochMilli() - EPOCH) << TIME_SHIFT);
        return Long.toString(lastId);
    }

    synchronized String channelOf(String user) {
        return channels.computeIfAbsent(user, _ -> newId());
    }

    /// Closes a person's direct messages, or opens them again.
    public synchronized void closeTo(String user, boolean closed) {
        if (closed) {
            closedTo.add(user);
        } else {
            closedTo.remove(user);
        }
    }

    /// The owner switches on in the portal that the bot may read what is posted in servers.
    public synchronized void switchOnMessageContent() {
        hears = true;
    }

    /// The bot may do this in a channel of the server, and nothing else.
    public final synchronized void permit(String channel, Right... all) {
        var permitted = EnumSet.noneOf(Right.class);
        permitted.addAll(Arrays.asList(all));
        rights.put(channel, permitted);
    }

    /// A channel of the server in which the bot may do what needs no trust.
    public synchronized String board() {
        var channel = newId();
        permit(channel, Right.VIEW, Right.WRITE, Right.READ_HISTORY, Right.REACT);
        return channel;
    }

    private boolean isOfServer(String channel) {
        return rights.containsKey(channel);
    }

    private boolean may(Right right, String channel) {
        return rights.getOrDefault(channel, EnumSet.noneOf(Right.class)).contains(right);
    }

    /// Whether the bot is told of what is posted there.
    synchronized boolean tellsOf(String channel) {
        return may(Right.VIEW, channel) && (gateway.intents() & GUILD_MESSAGES) != 0;
    }

    private String appPermissions(@Nullable String channel) {
        var granted = channel == null ? EnumSet.allOf(Right.class) : rights.get(channel);
        var bits = Objects.requireNonNull(granted).stream().mapToLong(right -> 1L << right.bit);
        return Long.toString(bits.sum());
    }

    /// A person pays for larger files.
    public synchronized void allow(String user, long largestFile) {
        limits.put(user, largestFile);
    }

    /// A person writes in their direct messages; nothing tells Porter yet.
    synchronized DataObject write(String user, String text, List<DataObject> attached) {
        var message =
                message(newId(), channelOf(user), userById(user), text)
                        .put("attachments", DataArray.fromCollection(attached));
        inChannel(channelOf(user)).put(message.getString("id"), message);
        return message;
    }

    /// A person posts files in the server; nothing tells Porter.
    public synchronized DataObject posted(String name, List<DataObject> attached) {
        return posted(SERVER_CHANNEL, user(name), "", attached);
    }

    synchronized DataObject posted(
            String channel, String user, String text, List<DataObject> attached) {
        var message =
                message(newId(), channel, userById(user), text)
                        .put("attachments", DataArray.fromCollection(attached));
        inChannel(channel).put(message.getString("id"), message);
        return message;
    }

    /// What Porter said in the server for everybody to see.
    public List<DataObject> inServer() {
        return messagesIn(SERVER_CHANNEL).stream()
                .filter(message -> message.getObject("author").getString("id").equals(BOT))
                .toList();
    }

    private Map<String, DataObject> inChannel(String channel) {
        return messages.computeIfAbsent(
                channel, _ -> new TreeMap<>(Comparator.comparing(Long::valueOf)));
    }

    private static DataObject message(String id, String channel, DataObject author, String text) {
        return DataObject.empty()
                .put("id", id)
                .put("type", 0)
                .put("channel_id", channel)
                .put("author", author)
                .put("content", text)
                .put("timestamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("mentions", DataArray.empty())
                .put("mention_roles", DataArray.empty())
                .put("embeds", DataArray.empty())
                .put("attachments", DataArray.empty())
                .put("components", DataArray.empty())
                .put("flags", 0);
    }

    /// A message as Porter gets to see it: of what others post in the server only that they did,
    /// unless the owner has switched on more.
    synchronized DataObject told(DataObject message) {
        var shown = shown(message);
        var theirs = !message.getObject("author").getString("id").equals(BOT);
        return isOfServer(message.getString("channel_id")) && theirs && !hears
                ? shown.put("content", "").put("attachments", DataArray.empty())
                : shown;
    }

    /// A message as whoever shows it to Porter sees it.
    synchronized DataObject shown(DataObject message) {
        var copy = DataObject.fromJson(message.toJson());
        var attached = copy.getArray("attachments");
        for (var i = 0; i < attached.length(); i++) {
            addresses(attached.getObject(i), "attachments/" + copy.getString("channel_id"));
        }
        return copy;
    }

    private void addresses(DataObject attachment, String folder) {
        var url =
                "http://127.0.0.1:%d/%s/%s/%s?ex=%x&hm=%d"
                        .formatted(
                                http.getAddress().getPort(),
                                folder,
                                attachment.getString("id"),
                                attachment.getString("filename"),
                                Instant.now().plus(1, ChronoUnit.DAYS).getEpochSecond(),
                                generation);
        attachment.put("url", url).put("proxy_url", url.replace("/attachments/", "/proxied/"));
    }

    public synchronized DataObject keep(String name, String type, byte[] content) {
        return keep(
                name,
                type,
                content.length,
                from -> new ByteArrayInputStream(content, (int) from, content.length - (int) from));
    }

    /// Keeps a file that somebody sends, under the name that Discord gives it.
    ///
    /// @param content its bytes from a place on
    public synchronized DataObject keep(
            String name, String type, long size, LongFunction<InputStream> content) {
        var id = newId();
        files.put(id, new StoredFile(content, size));
        var dot = name.lastIndexOf('.');
        var stem = dot > 0 ? name.substring(0, dot) : name;
        var end = dot > 0 ? name.substring(dot) : "";
        var cleaned = cleaned(stem) + cleanedEnd(end);
        var attachment =
                DataObject.empty()
                        .put("id", id)
                        .put("filename", cleaned)
                        .put("size", size)
                        .put("content_type", type);
        if (!cleaned.equals(name)) {
            attachment.put("title", end.equals(cleanedEnd(end)) ? stem : name);
        }
        return attachment;
    }

    private static String cleaned(String stem) {
        var cleaned =
                stem.replaceAll("[\\s/\\\\]", "_")
                        .replaceAll("[^A-Za-z0-9._-]", "")
                        .replaceAll("^[._]+", "");
        return cleaned.isEmpty() ? Integer.toHexString(stem.hashCode()) : cleaned;
    }

    private static String cleanedEnd(String end) {
        return end.matches("\\.[A-Za-z0-9]+") ? end : "";
    }

    /// Somebody deletes a message, and its files with it.
    synchronized void delete(DataObject message) {
        var _ = inChannel(message.getString("channel_id")).remove(message.getString("id"));
        takeFilesOutOf(message);
    }

    synchronized void takeFilesOutOf(DataObject message) {
        SentFiles.in(message).forEach(file -> files.remove(file.getString("id")));
        message.put("attachments", DataArray.empty());
    }

    synchronized void forgetFiles() {
        files.clear();
    }

    /// Makes every address that was handed out so far useless.
    synchronized void expireAddresses() {
        generation++;
    }

    /// Has a person's Discord in a language, such as `de`.
    public synchronized void speak(String user, String locale) {
        locales.put(user, locale);
    }

    synchronized DataObject ephemeral(DataObject attachment) {
        addresses(attachment, "ephemeral-attachments/" + BOT);
        return attachment;
    }

    /// An interaction, ready to be dispatched.
    synchronized DataObject interaction(
            String user, int type, boolean inServer, DataObject data, @Nullable DataObject source) {
        return interaction(user, type, inServer ? SERVER_CHANNEL : null, data, source);
    }

    /// @param inChannel of the server; null for direct messages
    synchronized DataObject interaction(
            String user,
            int type,
            @Nullable String inChannel,
            DataObject data,
            @Nullable DataObject source) {
        var inServer = inChannel != null;
        var id = newId();
        var token = "token-" + id;
        var channel = inChannel == null ? channelOf(user) : inChannel;
        answers.put(
                token,
                new Answer(
                        user,
                        inServer ? null : channel,
                        source == null ? null : source.getString("id"),
                        limits.getOrDefault(user, (long) LARGEST_FILE)));
        var who = userById(user);
        var event =
                DataObject.empty()
                        .put("id", id)
                        .put("application_id", BOT)
                        .put("token", token)
                        .put("type", type)
                        .put("version", 1)
                        .put("context", inServer ? 0 : 1)
                        .put("channel_id", channel)
                        .put(
                                "channel",
                                DataObject.empty().put("id", channel).put("type", inServer ? 0 : 1))
                        .put("authorizing_integration_owners", DataObject.empty())
                        .put("app_permissions", appPermissions(inChannel))
                        .put("locale", locales.getOrDefault(user, "en-GB"))
                        .put(
                                "attachment_size_limit",
                                limits.getOrDefault(user, (long) LARGEST_FILE))
                        .put("data", data);
        if (source != null) {
            event.put("message", source);
        }
        return inServer
                ? event.put("guild_id", SERVER)
                        .put(
                                "member",
                                DataObject.empty()
                                        .put("user", who)
                                        .put("roles", DataArray.empty())
                                        .put("permissions", "0"))
                : event.put("user", who);
    }

    synchronized Answer answer(DataObject interaction) {
        return Objects.requireNonNull(answers.get(interaction.getString("token")));
    }

    public synchronized List<DataObject> messagesIn(String channel) {
        return List.copyOf(inChannel(channel).values());
    }

    /// What only this person sees, in answer to what they did.
    synchronized List<DataObject> onlyFor(String user) {
        return answers.values().stream()
                .filter(answer -> answer.user.equals(user))
                .flatMap(answer -> answer.messages.values().stream())
                .sorted(Comparator.comparingLong(message -> message.getLong("id")))
                .toList();
    }

    /// Everything that Porter ever said to anybody, also where it was changed or taken away again.
    synchronized List<String> everSaid() {
        return List.copyOf(said);
    }

    public synchronized DataArray commands() {
        return commands;
    }

    /// A command that Porter told Discord of; waits for it.
    public synchronized DataObject command(String name) {
        awaitUntil(() -> named(name).isPresent(), "There is no command /" + name + ".");
        return named(name).orElseThrow();
    }

    private Optional<DataObject> named(String name) {
        return Json.objects(Optional.of(commands))
                .filter(command -> command.getString("name").equals(name))
                .findFirst();
    }

    private synchronized void awaitUntil(BooleanSupplier done, String otherwise) {
        var end = System.nanoTime() + TestPatience.LONGEST.toNanos();
        try {
            while (!done.getAsBoolean()) {
                var left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new IllegalStateException(otherwise);
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    synchronized void fail(Fault fault) {
        faults.add(fault);
    }

    /// The next request of this kind is done only when this is over.
    synchronized void hold(String method, Pattern path, CountDownLatch over) {
        held = new Held(method, path, over);
    }

    /// Nothing goes wrong any more.
    synchronized void recover() {
        faults.clear();
    }

    public synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    /// What Porter did that it must not do.
    public synchronized List<String> complaints() {
        return List.copyOf(complaints);
    }

    public InputStream fetch(String attachment) {
        StoredFile file;
        synchronized (this) {
            file = Objects.requireNonNull(files.get(attachment));
        }
        return file.content().apply(0);
    }

    // REST

    private record Reply(int status, @Nullable DataObject object, @Nullable DataArray array) {
        static Reply of(DataObject object) {
            return new Reply(200, object, null);
        }

        static Reply of(DataArray array) {
            return new Reply(200, null, array);
        }

        static Reply nothing() {
            return new Reply(204, null, null);
        }

        static Reply error(int status, int code, String message) {
            return new Reply(
                    status, DataObject.empty().put("code", code).put("message", message), null);
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        if (path.startsWith("/api/v10/")) {
            api(exchange, path.substring("/api/v10".length()));
        } else {
            file(exchange, path);
        }
    }

    private void api(HttpExchange exchange, String path) throws IOException {
        var method = exchange.getRequestMethod();
        var body = exchange.getRequestBody().readAllBytes();
        var fault = fault(method, path);
        pass(held(method, path));
        var reply =
                fault == null || fault.handled()
                        ? reply(exchange, method, path, body)
                        : Reply.nothing();
        if (fault != null && (fault.status() == SILENCE || fault.status() == CUT)) {
            if (fault.status() == SILENCE) {
                pass(closing);
            }
            exchange.close();
            return;
        }
        exchange.getResponseHeaders().add("Via", "1.1 fake");
        limits(exchange, method, path);
        if (fault != null) {
            var json = fault.body().startsWith("{");
            exchange.getResponseHeaders().add("Retry-After", "1");
            exchange.getResponseHeaders()
                    .add("Content-Type", json ? "application/json" : "text/html");
            send(exchange, fault.status(), fault.body());
            return;
        }
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        var text =
                reply.object() != null
                        ? reply.object().toString()
                        : reply.array() != null ? reply.array().toString() : "";
        send(exchange, reply.status(), text);
    }

    /// Says, as Discord does, which requests share a limit; this one is never reached.
    private static void limits(HttpExchange exchange, String method, String path) {
        if (!path.startsWith("/interactions/")) {
            var route = method + " " + path.replaceAll("[0-9]{2,}", "ID");
            exchange.getResponseHeaders()
                    .add("X-RateLimit-Bucket", Integer.toHexString(route.hashCode()));
            exchange.getResponseHeaders().add("X-RateLimit-Limit", "1000");
            exchange.getResponseHeaders().add("X-RateLimit-Remaining", "999");
            exchange.getResponseHeaders().add("X-RateLimit-Reset-After", "1.000");
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void pass(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized CountDownLatch held(String method, String path) {
        var now = held;
        if (now == null || !now.method().equals(method) || !now.path().matcher(path).matches()) {
            return new CountDownLatch(0);
        }
        held = null;
        return now.over();
    }

    private synchronized @Nullable Fault fault(String method, String path) {
        requests.add(method + " " + path.replaceAll("token-[0-9]+", "TOKEN"));
        var fault = faults.peek();
        if (fault == null
                || !fault.method().equals(method)
                || !fault.path().matcher(path).matches()) {
            return null;
        }
        return faults.poll();
    }

    private static final Pattern MESSAGES = Pattern.compile("/channels/(\\d+)/messages");
    private static final Pattern MESSAGE = Pattern.compile("/channels/(\\d+)/messages/(\\d+)");
    private static final Pattern REACTION =
            Pattern.compile("/channels/(\\d+)/messages/(\\d+)/reactions/([^/]+)/@me");
    private static final Pattern CALLBACK =
            Pattern.compile("/interactions/(\\d+)/(token-\\d+)/callback");
    private static final Pattern FOLLOW_UP = Pattern.compile("/webhooks/(\\d+)/(token-\\d+)");
    private static final Pattern ANSWERED =
            Pattern.compile("/webhooks/(\\d+)/(token-\\d+)/messages/(@original|\\d+)");

    private synchronized Reply reply(
            HttpExchange exchange, String method, String path, byte[] body) {
        var authorized = exchange.getRequestHeaders().getFirst("Authorization");
        if (!("Bot " + TOKEN).equals(authorized)) {
            return Reply.error(401, 0, "401: Unauthorized");
        }
        var client = String.valueOf(exchange.getRequestHeaders().getFirst("User-Agent"));
        if (!client.startsWith("DiscordBot (http")) {
            complaints.add("A request that does not say who asks: " + method + " " + path);
        }
        if (path.equals("/users/@me")) {
            return Reply.of(bot());
        }
        if (path.equals("/applications/@me")) {
            return Reply.of(DataObject.empty().put("id", BOT).put("flags", hears ? 1 << 19 : 0));
        }
        if (path.equals("/users/@me/channels")) {
            return openChannel(json(body).getString("recipient_id"));
        }
        if (path.equals("/applications/" + BOT + "/commands")) {
            commands = DataArray.fromJson(new String(body, StandardCharsets.UTF_8));
            notifyAll();
            return Reply.of(commands);
        }
        return match(MESSAGES, path)
                .map(at ->
                        method.equals("GET")
                                ? history(at.group(1), exchange.getRequestURI().getQuery())
                                : post(exchange, at.group(1), body))
                .or(() -> match(REACTION, path).map(at -> react(method, at)))
                .or(() -> match(MESSAGE, path).map(at -> one(method, at, body)))
                .or(() -> match(CALLBACK, path).map(at -> callback(at.group(2), json(body))))
                .or(() -> match(FOLLOW_UP, path).map(at -> followUp(exchange, at.group(2), body)))
                .or(() -> match(ANSWERED, path).map(at -> answered(exchange, method, at, body)))
                .orElseGet(() -> Reply.error(404, 0, "404: Not Found"));
    }

    private static Optional<Matcher> match(Pattern pattern, String path) {
        var matcher = pattern.matcher(path);
        return matcher.matches() ? Optional.of(matcher) : Optional.empty();
    }

    private static DataObject json(byte[] body) {
        return DataObject.fromJson(body);
    }

    private Reply openChannel(String user) {
        if (users.values().stream().noneMatch(known -> known.getString("id").equals(user))) {
            return Reply.error(400, 50033, "Invalid Recipient(s)");
        }
        return Reply.of(
                DataObject.empty()
                        .put("id", channelOf(user))
                        .put("type", 1)
                        .put("recipients", DataArray.empty().add(userById(user))));
    }

    private Reply react(String method, Matcher at) {
        var channel = at.group(1);
        if (!may(Right.VIEW, channel)) {
            return Reply.error(403, 50001, "Missing Access");
        }
        if (!inChannel(channel).containsKey(at.group(2))) {
            return Reply.error(404, 10008, "Unknown Message");
        }
        if (method.equals("PUT")
                && !(may(Right.REACT, channel) && may(Right.READ_HISTORY, channel))) {
            return Reply.error(403, 50013, "Missing Permissions");
        }
        var all = reactions.computeIfAbsent(at.group(2), _ -> new ArrayList<>());
        if (method.equals("PUT")) {
            if (!all.contains(at.group(3))) {
                all.add(at.group(3));
            }
            return Reply.nothing();
        }
        return all.remove(at.group(3)) ? Reply.nothing() : Reply.error(404, 10014, "Unknown Emoji");
    }

    /// The reactions that stand under a message now.
    public synchronized List<String> reactions(DataObject message) {
        return List.copyOf(reactions.getOrDefault(message.getString("id"), List.of()));
    }

    /// The newest first; those of a channel whose history the bot may not read are not refused, but
    /// none.
    private Reply history(String channel, @Nullable String query) {
        if (isOfServer(channel) && !may(Right.VIEW, channel)) {
            return Reply.error(403, 50001, "Missing Access");
        }
        if (isOfServer(channel) && !may(Right.READ_HISTORY, channel)) {
            return Reply.of(DataArray.empty());
        }
        var after = number(query, "after", -1);
        var before = number(query, "before", Long.MAX_VALUE);
        var found =
                inChannel(channel).values().stream()
                        .filter(message -> message.getLong("id") > after)
                        .filter(message -> message.getLong("id") < before)
                        .toList();
        var limit = Math.min(found.size(), (int) number(query, "limit", 50));
        var page =
                after >= 0
                        ? found.subList(0, limit)
                        : found.subList(found.size() - limit, found.size());
        return Reply.of(
                DataArray.fromCollection(page.reversed().stream().map(this::told).toList()));
    }

    private static long number(@Nullable String query, String name, long otherwise) {
        var given = Pattern.compile("(?:^|&)" + name + "=(\\d+)").matcher(String.valueOf(query));
        return given.find() ? Long.parseLong(given.group(1)) : otherwise;
    }

    private @Nullable String ownerOf(String channel) {
        return channels.entrySet().stream()
                .filter(each -> each.getValue().equals(channel))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private Reply post(HttpExchange exchange, String channel, byte[] body) {
        var owner = ownerOf(channel);
        if (owner == null && !isOfServer(channel)) {
            return Reply.error(404, 10003, "Unknown Channel");
        }
        if (owner == null && !may(Right.VIEW, channel)) {
            return Reply.error(403, 50001, "Missing Access");
        }
        if (owner == null && !may(Right.WRITE, channel)) {
            return Reply.error(403, 50013, "Missing Permissions");
        }
        if (owner != null && closedTo.contains(owner)) {
            return Reply.error(403, 50007, "Cannot send messages to this user");
        }
        var posted = posted(exchange, body);
        var nonce = channel + "/" + posted.payload().getString("nonce", newId());
        var before = nonces.get(nonce);
        if (before != null) {
            return Reply.of(Objects.requireNonNull(inChannel(channel).get(before)));
        }
        var refused = refused(posted, LARGEST_FILE);
        if (refused != null) {
            return refused;
        }
        var message = fromPorter(channel, posted, 0);
        nonces.put(nonce, message.getString("id"));
        inChannel(channel).put(message.getString("id"), message);
        return Reply.of(message);
    }

    private record Posted(DataObject payload, List<Multipart> files) {}

    private static Posted posted(HttpExchange exchange, byte[] body) {
        var type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (!type.startsWith("multipart/")) {
            return new Posted(json(body), List.of());
        }
        var parts = Multipart.parse(type, body);
        var payload =
                parts.stream()
                        .filter(part -> part.name().equals("payload_json"))
                        .findFirst()
                        .map(part -> DataObject.fromJson(part.text()))
                        .orElseGet(DataObject::empty);
        return new Posted(
                payload, parts.stream().filter(part -> !part.fileName().isEmpty()).toList());
    }

    private DataObject fromPorter(String channel, Posted posted, int flags) {
        var attached =
                posted.files().stream()
                        .map(file ->
                                keep(file.fileName(), "application/octet-stream", file.content()))
                        .toList();
        var text = posted.payload().getString("content", "");
        said.add(Shown.of(text));
        return message(newId(), channel, bot(), text)
                .put(
                        "components",
                        posted.payload().optArray("components").orElse(DataArray.empty()))
                .put("attachments", DataArray.fromCollection(attached))
                .put("flags", flags);
    }

    private @Nullable Reply refused(Posted posted, long largestFile) {
        var payload = posted.payload();
        var text = payload.getString("content", "");
        if (payload.optObject("allowed_mentions")
                .filter(mentions -> mentions.getArray("parse").isEmpty())
                .isEmpty()) {
            complaints.add("A message may mention people: " + text);
        }
        if (text.isBlank() && posted.files().isEmpty()) {
            return Reply.error(400, 50006, "Cannot send an empty message");
        }
        if (text.length() > LONGEST_TEXT) {
            complaints.add("A message of " + text.length() + " characters.");
            return Reply.error(400, 50035, "Invalid Form Body");
        }
        if (posted.files().stream().anyMatch(file -> file.content().length > largestFile)) {
            return Reply.error(413, 40005, "Request entity too large");
        }
        return badComponents(payload.optArray("components").orElse(DataArray.empty()));
    }

    private @Nullable Reply badComponents(DataArray rows) {
        var ids = new HashSet<String>();
        var bad = rows.length() > 5;
        for (var i = 0; i < rows.length(); i++) {
            var buttons = rows.getObject(i).getArray("components");
            bad |= buttons.length() > 5 || buttons.isEmpty();
            for (var j = 0; j < buttons.length(); j++) {
                var button = buttons.getObject(j);
                var label = button.getString("label");
                var link = button.getInt("style") == 5;
                var id = button.getString("custom_id", "");
                bad |= label.isBlank() || label.length() > 80;
                bad |= !link && (id.isEmpty() || id.length() > 100 || !ids.add(id));
                if (link && !button.getString("url").contains(".")) {
                    return Reply.error(400, 50035, "Invalid Form Body");
                }
            }
        }
        if (bad) {
            complaints.add("Components that Discord refuses: " + rows);
            return Reply.error(400, 50035, "Invalid Form Body");
        }
        return null;
    }

    private Reply one(String method, Matcher at, byte[] body) {
        var place = at.group(1);
        if (ownerOf(place) == null && !isOfServer(place)) {
            return Reply.error(404, 10003, "Unknown Channel");
        }
        if (isOfServer(place) && !may(Right.VIEW, place)) {
            return Reply.error(403, 50001, "Missing Access");
        }
        if (method.equals("GET") && isOfServer(place) && !may(Right.READ_HISTORY, place)) {
            return Reply.error(403, 50013, "Missing Permissions");
        }
        var channel = inChannel(place);
        var message = channel.get(at.group(2));
        if (message == null) {
            return Reply.error(404, 10008, "Unknown Message");
        }
        var ours = message.getObject("author").getString("id").equals(BOT);
        return switch (method) {
            case "GET" -> Reply.of(told(message));
            case "DELETE" -> {
                if (!ours && !may(Right.MANAGE_MESSAGES, place)) {
                    yield isOfServer(place)
                            ? Reply.error(403, 50013, "Missing Permissions")
                            : Reply.error(403, 50003, "Cannot execute action on a DM channel");
                }
                channel.remove(at.group(2));
                yield Reply.nothing();
            }
            default ->
                    ours
                            ? edit(message, json(body), List.of(), LARGEST_FILE)
                            : Reply.error(
                                    403, 50005, "Cannot edit a message authored by another user");
        };
    }

    private Reply edit(
            DataObject message, DataObject change, List<Multipart> files, long largestFile) {
        if (!change.hasKey("content")) {
            change.put("content", message.getString("content")); // what is left out stays
        }
        var refused = refused(new Posted(change, files), largestFile);
        if (refused != null) {
            return refused;
        }
        message.put("content", change.getString("content", message.getString("content")));
        said.add(Shown.of(message.getString("content")));
        change.optArray("components").ifPresent(rows -> message.put("components", rows));
        message.put("flags", message.getInt("flags") & ~LOADING);
        return Reply.of(message);
    }

    private Reply callback(String token, DataObject body) {
        var answer = answers.get(token);
        if (answer == null || answer.tooLate) {
            return Reply.error(404, 10062, "Unknown interaction");
        }
        if (answer.type != 0) {
            return Reply.error(400, 40060, "Interaction has already been acknowledged.");
        }
        answer.type = body.getInt("type");
        var data = body.optObject("data").orElseGet(DataObject::empty);
        answer.data = data;
        answer.ephemeral = (data.getInt("flags", 0) & EPHEMERAL) != 0;
        switch (answer.type) {
            case 4, 5 -> {
                var flags = answer.type == 5 ? LOADING : 0;
                answer.original =
                        add(
                                answer,
                                fromPorter(
                                        Optional.ofNullable(answer.channel).orElse(SERVER_CHANNEL),
                                        new Posted(data, List.of()),
                                        flags | (answer.ephemeral ? EPHEMERAL : 0)));
            }
            case 6 -> answer.original = answer.source;
            case 7 -> {
                answer.original = answer.source;
                find(answer, "@original")
                        .ifPresent(message ->
                                data.optArray("components")
                                        .ifPresent(rows -> message.put("components", rows)));
            }
            default -> {}
        }
        notifyAll();
        return Reply.nothing();
    }

    /// Waits until an interaction is acknowledged. The real one gives up after three seconds.
    synchronized Answer acknowledged(DataObject interaction) {
        var answer = answer(interaction);
        awaitUntil(() -> answer.type != 0, "An interaction was not acknowledged.");
        return answer;
    }

    private String add(Answer answer, DataObject message) {
        var id = message.getString("id");
        answer.made.add(id);
        if (answer.channel == null || (message.getInt("flags") & EPHEMERAL) != 0) {
            if ((message.getInt("flags") & EPHEMERAL) == 0) {
                complaints.add("Everybody in the server sees: " + message.getString("content"));
            }
            answer.messages.put(id, message);
        } else {
            inChannel(answer.channel).put(id, message);
        }
        return id;
    }

    /// A message that a token is good for: one that was made with it, and the one under which it
    /// was pressed, but that by no other name than `@original`.
    private Optional<DataObject> find(Answer answer, String id) {
        var original = id.equals("@original");
        var name = original ? answer.original : id;
        if (name == null || !(original || answer.made.contains(name))) {
            return Optional.empty();
        }
        return answers.values().stream()
                .flatMap(each -> Optional.ofNullable(each.messages.get(name)).stream())
                .findFirst()
                .or(() ->
                        Optional.ofNullable(answer.channel)
                                .map(channel -> inChannel(channel).get(name)));
    }

    private Reply followUp(HttpExchange exchange, String token, byte[] body) {
        var answer = answers.get(token);
        if (answer == null || answer.type == 0) {
            return Reply.error(404, 10015, "Unknown Webhook");
        }
        if (answer.expired) {
            return Reply.error(401, 50027, "Invalid Webhook Token");
        }
        var posted = posted(exchange, body);
        var refused = refused(posted, answer.limit);
        if (refused != null) {
            return refused;
        }
        var flags = posted.payload().getInt("flags", 0) & EPHEMERAL;
        var waiting = find(answer, "@original");
        if (answer.type == 5
                && waiting.filter(m -> (m.getInt("flags") & LOADING) != 0).isPresent()) {
            complaints.add("A follow-up that takes the place of the answer.");
        }
        var message =
                fromPorter(
                        Optional.ofNullable(answer.channel).orElse(SERVER_CHANNEL), posted, flags);
        add(answer, message);
        return Reply.of(message);
    }

    private Reply answered(HttpExchange exchange, String method, Matcher at, byte[] body) {
        var answer = answers.get(at.group(2));
        if (answer == null || answer.type == 0) {
            return Reply.error(404, 10015, "Unknown Webhook");
        }
        if (answer.expired) {
            return Reply.error(401, 50027, "Invalid Webhook Token");
        }
        var message = find(answer, at.group(3));
        if (message.isEmpty()) {
            return Reply.error(404, 10008, "Unknown Message");
        }
        if (method.equals("DELETE")) {
            var id = message.get().getString("id");
            answers.values().forEach(each -> each.messages.remove(id));
            if (answer.channel != null) {
                inChannel(answer.channel).remove(id);
            }
            return Reply.nothing();
        }
        var posted = posted(exchange, body);
        posted.files()
                .forEach(file ->
                        message.get()
                                .getArray("attachments")
                                .add(keep(file.fileName(), "", file.content())));
        return edit(message.get(), posted.payload(), posted.files(), answer.limit);
    }

    // Files

    private void file(HttpExchange exchange, String path) throws IOException {
        var words = Arrays.asList(path.split("/", -1));
        StoredFile file = null;
        synchronized (this) {
            requests.add("FILE " + path);
            var valid =
                    String.valueOf(exchange.getRequestURI().getQuery())
                            .endsWith("hm=" + generation);
            if (valid && words.size() > 3 && words.get(1).endsWith("attachments")) {
                file = files.get(words.get(3));
            }
        }
        if (file == null) {
            send(exchange, 404, "This content is no longer available.");
            return;
        }
        exchange.sendResponseHeaders(200, file.size() == 0 ? -1 : file.size());
        try (var in = file.content().apply(0);
                var out = exchange.getResponseBody()) {
            in.transferTo(out);
        }
        exchange.close();
    }

    static boolean isThinking(DataObject message) {
        return (message.getInt("flags") & LOADING) != 0;
    }

    @Override
    public void close() {
        closing.countDown();
        gateway.close();
        http.stop(0);
    }
}
