package dev.porter.gateway.synology.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A DSM on the loopback address, to try and to test Porter without a NAS. It refuses what a real
/// one refuses. Start it by itself with a JDK 25 and nothing else: `java
/// nas-gateway/src/test/java/dev/porter/gateway/synology/simulator/DsmSimulator.java`
public final class DsmSimulator implements AutoCloseable {
    /// The service account's name and password.
    public static final String SERVICE = "porter-files";

    public static final String SERVICE_PASSWORD = "Carry-1-Box";

    /// The administrator's name and password.
    public static final String ADMINISTRATOR = "porter-accounts";

    public static final String ADMINISTRATOR_PASSWORD = "Open-2-Doors";

    /// What answers with bytes when all is well.
    private static final Set<String> BINARY =
            Set.of("SYNO.FileStation.Download", "SYNO.Foto.Thumbnail", "SYNO.Foto.Download");

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int MOST_TRIES = 600;
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final char[] KEY_PASSWORD = "simulator".toCharArray();
    private static Keys shared;

    static {
        // Without it every answer waits for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final Profile profile;
    private final Keys keys;
    private final int port;
    private volatile HttpsServer server;
    private volatile ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final FileStation files;
    private final Core core;
    private final Foto foto;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Map<String, Integer> ended = new ConcurrentHashMap<>();
    private final Map<String, Deque<Fault>> faults = new ConcurrentHashMap<>();
    private final Set<String> stopped = ConcurrentHashMap.newKeySet();
    private final Queue<String> addresses = new ConcurrentLinkedQueue<>();
    private final Queue<String> calls = new ConcurrentLinkedQueue<>();
    private final AtomicInteger logIns = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger troubled = new AtomicInteger();
    private volatile Witness witness =
            new Witness() {
                @Override
                public void asked(String call, String names) {}

                @Override
                public void done(String call, String names) {}
            };
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();

    private DsmSimulator(Profile profile, int port, Keys keys) {
        this.profile = profile;
        this.keys = keys;
        this.files = new FileStation(profile);
        this.core = new Core(profile);
        this.foto = new Foto(files.disk, profile);
        core.add("admin", "none").expired = "now";
        core.add("guest", "none").expired = "now";
        core.add(SERVICE, SERVICE_PASSWORD);
        core.add(ADMINISTRATOR, ADMINISTRATOR_PASSWORD).groups.add("administrators");
        files.homesUsers.add(SERVICE);
        files.overQuota = this::overQuota;
        server = listen(port);
        this.port = server.getAddress().getPort();
    }

    private HttpsServer listen(int port) {
        try {
            var listening = bound(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            listening.setHttpsConfigurator(new HttpsConfigurator(keys.context()));
            listening.setExecutor(threads);
            listening.createContext("/", this::handle);
            listening.start();
            return listening;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Somebody else may have been given a port that was free for a moment.
    private static HttpsServer bound(InetSocketAddress address) throws IOException {
        for (var tries = 1; ; tries++) {
            try {
                return HttpsServer.create(address, 0);
            } catch (BindException e) {
                if (tries == MOST_TRIES) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /// A simulator on a free port.
    public static DsmSimulator start(Profile profile) {
        return new DsmSimulator(profile, 0, sharedKeys());
    }

    /// A simulator with a certificate that no other has.
    public static DsmSimulator startWithOtherCertificate(Profile profile, int port) {
        return new DsmSimulator(profile, port, newKeys());
    }

    /// A simulator on this port, with the certificate that all of this process share.
    public static DsmSimulator start(Profile profile, int port) {
        return new DsmSimulator(profile, port, sharedKeys());
    }

    /// Whether a file of this name can be on a DSM of this kind.
    public static boolean takes(Profile profile, String name) {
        return profile.takes(name);
    }

    /// Runs until the process ends: `[profile] [port]`.
    public static void main(String... arguments) {
        var profile =
                arguments.length > 0
                        ? Profile.valueOf(arguments[0].toUpperCase(Locale.ROOT))
                        : Profile.DSM721;
        var port = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5001;
        var simulator = start(profile, port);
        Runtime.getRuntime().addShutdownHook(new Thread(simulator::close));
        System.out.printf(
                """
                %s is simulated at %s. Its settings for Porter:
                PORTER_NAS_TYPE=synology
                PORTER_NAS_SYNOLOGY_URL=%s
                PORTER_NAS_SYNOLOGY_CERTIFICATE=%s
                PORTER_NAS_SYNOLOGY_USERNAME=%s
                PORTER_NAS_SYNOLOGY_PASSWORD=%s
                PORTER_NAS_SYNOLOGY_ADMINUSERNAME=%s
                PORTER_NAS_SYNOLOGY_ADMINPASSWORD=%s
                """,
                profile.version(),
                simulator.address(),
                simulator.address(),
                simulator.certificate(),
                SERVICE,
                SERVICE_PASSWORD,
                ADMINISTRATOR,
                ADMINISTRATOR_PASSWORD);
    }

    // What a test may see and turn

    public URI address() {
        return URI.create("https://127.0.0.1:" + port());
    }

    public int port() {
        return port;
    }

    /// How Porter uses it, below `porter.nas.synology`.
    public Map<String, String> settings() {
        return Map.of(
                "url", address().toString(),
                "certificate", certificate(),
                "username", SERVICE,
                "password", SERVICE_PASSWORD,
                "admin-username", ADMINISTRATOR,
                "admin-password", ADMINISTRATOR_PASSWORD);
    }

    /// What Porter is started with to use it.
    ///
    /// @param more other arguments, after those
    public String[] arguments(String... more) {
        var its =
                settings().entrySet().stream()
                        .map(one -> "--porter.nas.synology." + one.getKey() + "=" + one.getValue());
        return Stream.of(Stream.of("--porter.nas.type=synology"), its, Stream.of(more))
                .flatMap(all -> all)
                .toArray(String[]::new);
    }

    /// The certificate's SHA-256.
    public String certificate() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(keys.certificate().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The certificate as a PEM file has it.
    public String pem() {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder().encodeToString(keys.certificate().getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public Profile profile() {
        return profile;
    }

    public void addUser(String name, String password) {
        core.add(name, password);
    }

    /// Gives a user a second step.
    public void requireCode(String name, String code) {
        account(name).code = code;
    }

    /// Trusts a device, as after a log-in with a code.
    public void trust(String name, String deviceName, String deviceId) {
        account(name).devices.put(deviceId, deviceName);
    }

    /// Lets every log-in of a user be answered so although the password is right.
    public void refuseLogIn(String name, int code) {
        account(name).refusedWith = code;
    }

    public void describe(String name, String description) {
        account(name).description = description;
    }

    /// What DSM knows of a user: `expired`, `description`, `groups`, `quota` in MiB.
    public Map<String, Object> user(String name) {
        var account = account(name);
        var user = account.described(false);
        user.put("groups", List.copyOf(account.groups));
        user.put("quota", account.quotaMiB);
        return user;
    }

    public boolean hasUser(String name) {
        return core.accounts.containsKey(name);
    }

    public void makeAdministrator(String name) {
        account(name).groups.add("administrators");
    }

    public void dismissAdministrator(String name) {
        account(name).groups.remove("administrators");
    }

    /// Puts a file somewhere, as somebody does it with another program.
    public void put(String path, byte[] content) throws IOException {
        var arrived = files.disk.incoming();
        Files.write(arrived, content);
        var folder = files.disk.makeFolders(path.substring(0, path.lastIndexOf('/')));
        files.disk.put(folder, path.substring(path.lastIndexOf('/') + 1), arrived);
    }

    public void quota(String name, long mebibytes) {
        account(name).quotaMiB = mebibytes;
    }

    public void homeService(boolean on) {
        core.homeService = on;
    }

    /// DSM's rule, which may be more than what the policy says.
    public void leastPasswordLength(int characters) {
        core.leastPasswordLength = characters;
    }

    /// Blocks an address after so many failed log-ins, however long ago they were.
    public void autoBlock(int attempts, int minutes) {
        core.attempts = attempts;
        core.withinMinutes = minutes;
    }

    /// Lets nothing more go wrong.
    public void forgetFaults() {
        faults.clear();
    }

    /// How many requests have met a fault.
    public int troubled() {
        return troubled.get();
    }

    /// From now on somebody sees all requests.
    public void isSeenBy(Witness somebody) {
        witness = somebody;
    }

    public List<Map<?, ?>> applicationRules() {
        return List.copyOf(core.rules);
    }

    public void capacity(long bytes) {
        files.disk.capacity(bytes);
    }

    /// Has a phone store a picture in a user's home.
    ///
    /// @return the number that Photos gives it
    public int arrive(String owner, String phone, String name, byte[] content, Instant taken)
            throws IOException {
        return foto.arrive(owner, phone, name, content, taken);
    }

    /// Has somebody with a link for sending files, and its password, send one.
    public void putThrough(String link, String password, String sender, String name, byte[] content)
            throws IOException {
        files.sharing.put(link, password, sender, name, content);
    }

    /// Lets nobody make links any more.
    public void closeLinks() {
        files.sharing.permitted = false;
    }

    /// Takes the right to the folder of all homes from the service account.
    public void closeHomes() {
        files.homesUsers.clear();
    }

    /// Goes away, as when it is restarted: connections break, and sessions are forgotten.
    public void goAway() {
        // First who writes to somebody that does not read: the server would wait for them.
        threads.shutdownNow();
        server.stop(0);
        expireSessions(119);
    }

    /// Comes back with all that it had on its disk.
    public void comeBack() {
        threads = Executors.newVirtualThreadPerTaskExecutor();
        server = listen(port);
    }

    /// Stops the packages whose APIs' names begin so.
    public void stopPackage(String apis) {
        stopped.add(apis);
    }

    /// Starts all packages again.
    public void startPackages() {
        stopped.clear();
    }

    /// The paths below a folder, as DSM sees them, `/homes` first.
    public List<String> tree(String folder) {
        return files.disk.find(folder).map(files.disk::below).orElse(List.of()).stream()
                .map(Disk.Node::path)
                .sorted()
                .toList();
    }

    /// The files below a folder, without what DSM keeps there for itself.
    public List<String> files(String folder) {
        return files.disk.find(folder).map(files.disk::below).orElse(List.of()).stream()
                .filter(node -> !node.folder())
                .map(Disk.Node::path)
                .filter(path -> !path.contains("/@eaDir"))
                .sorted()
                .toList();
    }

    /// Since when a file has its name.
    public Instant named(String path) {
        return files.disk.find(path).orElseThrow().named();
    }

    /// Lets all that is there have been there for longer.
    public void age(Duration longer) {
        files.disk
                .find("")
                .map(files.disk::below)
                .orElse(List.of())
                .forEach(node -> node.modified(node.modified() - longer.toSeconds()));
    }

    /// What a file holds.
    public byte[] content(String path) throws IOException {
        return Files.readAllBytes(files.disk.find(path).orElseThrow().content());
    }

    /// Changes what a file holds behind the client's back.
    public void tamper(String path) {
        try {
            var content = files.disk.find(path).orElseThrow().content();
            var bytes = Files.readAllBytes(content);
            bytes[bytes.length / 2] ^= 1;
            Files.write(content, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends all sessions; what still comes with them is answered with this code.
    public void expireSessions(int code) {
        sessions.keySet().forEach(sid -> ended.put(sid, code));
        sessions.clear();
    }

    /// Lets the next request to a method go wrong; several are taken in this order.
    public void fault(String apiAndMethod, Fault... next) {
        faults.computeIfAbsent(apiAndMethod, k -> new ConcurrentLinkedDeque<>())
                .addAll(List.of(next));
    }

    /// The next tasks are gone before anybody asks.
    public void vanishTasks(int howMany) {
        files.tasks.vanish(howMany);
    }

    /// From now on every task is unknown for the first so many times that it is asked about.
    public void hideTasks(int times) {
        files.tasks.hide(times);
    }

    /// From now on every task is unknown each second time that it is asked about.
    public void flickeringTasks() {
        files.tasks.flicker();
    }

    /// The next tasks never finish.
    public void endlessTasks(int howMany) {
        files.tasks.neverEnd(howMany);
    }

    public int runningTasks() {
        return files.tasks.count();
    }

    public int openSessions() {
        return sessions.size();
    }

    /// How many log-ins were tried.
    public int logIns() {
        return logIns.get();
    }

    /// The most requests that were open at the same time.
    public int mostOpen() {
        return mostOpen.get();
    }

    /// The addresses that were asked for, as an access log has them.
    public List<String> addresses() {
        return List.copyOf(addresses);
    }

    /// The methods that were called, in order, such as `SYNO.FileStation.List.getinfo`.
    public List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        threads.shutdownNow();
        server.stop(0);
        try {
            files.disk.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Account account(String name) {
        return Optional.ofNullable(core.accounts.get(name)).orElseThrow();
    }

    private boolean overQuota(String path, long more) {
        var names = path.split("/", -1);
        var account = names.length > 2 ? core.accounts.get(names[2]) : null;
        return account != null
                && account.quotaMiB > 0
                && files.disk.find("/homes/" + names[2]).map(files.disk::size).orElse(0L) + more
                        > account.quotaMiB << 20;
    }

    // One request

    private void handle(HttpExchange exchange) throws IOException {
        mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
        try {
            addresses.add(exchange.getRequestURI().toString());
            var request = new Request(exchange);
            files.tasks.tick();
            var call = request.text("api") + "." + request.text("method");
            calls.add(call);
            witness.asked(call, request.raw("name"));
            var queue = faults.get(call);
            var fault = queue == null ? null : queue.poll();
            if (fault == null) {
                answer(request, false);
            } else {
                troubled.incrementAndGet();
                goWrong(request, fault);
            }
        } catch (IOException | RuntimeException e) {
            if (Boolean.getBoolean("dsm.simulator.verbose")) {
                e.printStackTrace();
            }
        } finally {
            open.decrementAndGet();
            exchange.close();
        }
    }

    private void goWrong(Request request, Fault fault) throws IOException {
        var exchange = request.exchange();
        switch (fault) {
            case Fault.Body(int status, String type, String text) -> {
                drain(exchange);
                send(exchange, status, type, text);
            }
            case Fault.Code(int code) -> {
                drain(exchange);
                refuse(exchange, new Refusal(code));
            }
            case Fault.Redirect(String location) -> {
                drain(exchange);
                exchange.getResponseHeaders().set("Location", location);
                send(exchange, 302, "text/html", "<html></html>");
            }
            case Fault.Silence(boolean carriedOut) -> {
                if (carriedOut) {
                    envelope(request);
                }
            }
            case Fault.GatewayTimeout() -> {
                envelope(request);
                send(exchange, 504, "text/html", "<html>504 Gateway Time-out</html>");
            }
            case Fault.Half() -> answer(request, true);
            case Fault.Cut(var after) -> {
                exchange.setStreams(Hindered.cut(exchange.getRequestBody(), after), null);
                answer(request, false);
            }
            case Fault.Slow(var bytes, var pause) -> {
                exchange.setStreams(
                        Hindered.slow(exchange.getRequestBody(), bytes, pause),
                        Hindered.slow(exchange.getResponseBody(), bytes, pause));
                answer(request, false);
            }
            case Fault.Spoiled(var shortened) -> {
                request.lie(shortened ? Lie.SHORTENED : Lie.CHANGED);
                answer(request, false);
            }
            case Fault.Late(var until, var most) -> {
                try {
                    var _ = until.await(most.toMillis(), TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                answer(request, false);
            }
        }
    }

    private void answer(Request request, boolean half) throws IOException {
        var api = request.text("api");
        if (BINARY.contains(api)) {
            try {
                checkApi(request);
                if (api.startsWith("SYNO.Foto.")) {
                    foto.send(api, request, session(request), half);
                } else {
                    files.download(request, session(request), half);
                }
            } catch (Refusal refusal) {
                refuse(request.exchange(), refusal);
            }
            return;
        }
        var body = Json.write(envelope(request));
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        request.exchange()
                .getResponseHeaders()
                .set("Content-Type", "application/json; charset=\"UTF-8\"");
        request.exchange().sendResponseHeaders(200, bytes.length);
        request.exchange()
                .getResponseBody()
                .write(bytes, 0, half ? bytes.length / 2 : bytes.length);
    }

    private Map<String, Object> envelope(Request request) throws IOException {
        try {
            var envelope = new LinkedHashMap<String, Object>();
            var data = data(request);
            witness.done(request.text("api") + "." + request.text("method"), request.raw("name"));
            if (!(data instanceof Map<?, ?> map && map.isEmpty())) {
                envelope.put("data", data);
            }
            envelope.put("success", true);
            return envelope;
        } catch (Refusal refusal) {
            explain(request.exchange(), refusal);
            return Map.of("error", refusal.error, "success", false);
        }
    }

    private Object data(Request request) throws IOException {
        checkApi(request);
        var api = request.text("api");
        if (api.equals("SYNO.API.Info")) {
            return new Directory(profile, stopped).query(request.needed("query", 101));
        }
        if (api.equals("SYNO.API.Auth")) {
            return auth(request);
        }
        if (api.equals("SYNO.FileStation.Upload")) {
            Session session;
            try {
                session = session(request);
            } catch (Refusal refusal) {
                drain(request.exchange());
                throw refusal;
            }
            return files.upload(request, session);
        }
        var session = session(request);
        if (api.startsWith("SYNO.Foto.")) {
            return foto.answer(api, request, session);
        }
        return api.startsWith("SYNO.FileStation.")
                ? files.answer(api, request, session)
                : core.answer(api, request, session);
    }

    private void checkApi(Request request) {
        var api = request.text("api");
        if (api.isEmpty() || request.text("method").isEmpty() || !request.has("version")) {
            throw new Refusal(101);
        }
        var path = request.exchange().getRequestURI().getPath();
        new Directory(profile, stopped).check(api, path, request.number("version", 0));
    }

    private Session session(Request request) {
        var sid = request.has("_sid") ? request.raw("_sid") : request.cookie("id");
        var session = sessions.get(sid);
        if (session == null) {
            throw new Refusal(ended.getOrDefault(sid, 119));
        }
        var token =
                request.has("SynoToken")
                        ? request.text("SynoToken")
                        : request.header("X-SYNO-TOKEN");
        if (!session.token().isEmpty() && !session.token().equals(token)) {
            throw new Refusal(119);
        }
        return session;
    }

    // Log-in

    private Map<String, Object> auth(Request request) {
        return switch (request.raw("method")) {
            case "login" -> {
                logIns.incrementAndGet();
                yield logIn(request);
            }
            case "logout" -> {
                sessions.remove(request.has("_sid") ? request.raw("_sid") : request.cookie("id"));
                yield Map.of();
            }
            default -> throw new Refusal(103);
        };
    }

    private Map<String, Object> logIn(Request request) {
        if (failures.get() >= core.attempts) {
            throw new Refusal(407);
        }
        var account = core.accounts.get(request.raw("account"));
        if (account == null || !account.password.equals(request.raw("passwd"))) {
            failures.incrementAndGet();
            throw new Refusal(400);
        }
        if (account.expired.equals("now")) {
            failures.incrementAndGet();
            throw new Refusal(401);
        }
        if (account.refusedWith != 0) {
            throw new Refusal(account.refusedWith);
        }
        checkSecondStep(request, account);
        var version = request.number("version", 0);
        var sid = random();
        var wantsToken = version >= 6 && request.raw("enable_syno_token").equals("yes");
        var token = wantsToken ? random() : "";
        var session = new Session(sid, account, token, request.raw("session"), version);
        endDouble(session);
        sessions.put(sid, session);
        if (core.homeService) {
            files.disk.makeFolders("/homes/" + account.name);
        }
        if (!request.raw("format").equals("sid")) {
            request.exchange()
                    .getResponseHeaders()
                    .add("Set-Cookie", "id=" + sid + ";max-age=604800;path=/;HttpOnly");
        }
        var data = new LinkedHashMap<String, Object>();
        if (version >= 7) {
            data.put("account", account.name);
            data.put("ik_message", "");
        }
        data.put("is_portal_port", false);
        data.put("sid", sid);
        if (wantsToken) {
            data.put("synotoken", token);
        }
        if (version >= 6 && request.raw("enable_device_token").equals("yes")) {
            var device = random();
            account.devices.put(device, request.raw("device_name"));
            data.put(profile.deviceField(), device);
        }
        return data;
    }

    /// A second log-in of an account under one session name ends the first.
    private void endDouble(Session fresh) {
        for (var one : List.copyOf(sessions.values())) {
            if (!fresh.name().isEmpty()
                    && one.name().equals(fresh.name())
                    && one.account() == fresh.account()) {
                ended.put(one.sid(), 107);
                sessions.remove(one.sid());
            }
        }
    }

    private void checkSecondStep(Request request, Account account) {
        var known = account.devices.get(request.raw("device_id"));
        if (account.code.isEmpty() || (known != null && known.equals(request.raw("device_name")))) {
            return;
        }
        if (!request.has("otp_code") || request.raw("otp_code").isEmpty()) {
            throw new Refusal(
                    403,
                    Map.of(
                            "token", random(),
                            "types",
                                    List.of(
                                            Map.of("type", "authenticator"),
                                            Map.of("type", "otp"))));
        }
        if (!account.code.equals(request.raw("otp_code"))) {
            failures.incrementAndGet();
            throw new Refusal(404);
        }
    }

    private static String random() {
        var bytes = new byte[33];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    // Answers

    private void refuse(HttpExchange exchange, Refusal refusal) throws IOException {
        explain(exchange, refusal);
        send(
                exchange,
                200,
                "application/json; charset=\"UTF-8\"",
                Json.write(Map.of("error", refusal.error, "success", false)));
    }

    private void explain(HttpExchange exchange, Refusal refusal) {
        if (profile != Profile.GUIDE && refusal.code() == 105) {
            exchange.getResponseHeaders().set("x-request-error", "noprivilege");
        }
        if (profile != Profile.GUIDE && refusal.code() == 119) {
            exchange.getResponseHeaders().set("x-request-error", "unauth");
        }
    }

    static void send(HttpExchange exchange, int status, String type, String text)
            throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /// Reads what is left of a request, as DSM's web server does before DSM sees any of it.
    static void drain(HttpExchange exchange) {
        try {
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // It broke off, or is read already: nothing is left.
        }
    }

    // Certificates

    /// A certificate and its key, decrypted once: that takes longer than most calls.
    private record Keys(Certificate certificate, KeyManagerFactory managers) {
        static Keys of(KeyStore store) throws GeneralSecurityException {
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, KEY_PASSWORD);
            return new Keys(store.getCertificate("dsm"), managers);
        }

        SSLContext context() throws GeneralSecurityException {
            var context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        }
    }

    private static synchronized Keys sharedKeys() {
        if (shared == null) {
            shared = newKeys();
        }
        return shared;
    }

    /// A self-signed certificate that names no address, as DSM makes it for itself.
    private static Keys newKeys() {
        try {
            var folder = Files.createTempDirectory("dsm-simulator-keys");
            var file = folder.resolve("keys.p12");
            run(
                    List.of(
                            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                            "-genkeypair",
                            "-alias",
                            "dsm",
                            "-keyalg",
                            "EC",
                            "-groupname",
                            "secp256r1",
                            "-validity",
                            "365",
                            "-dname",
                            "CN=synology",
                            "-storetype",
                            "PKCS12",
                            "-storepass",
                            new String(KEY_PASSWORD),
                            "-keystore",
                            file.toString()));
            var keys = Keys.of(KeyStore.getInstance(file.toFile(), KEY_PASSWORD));
            Files.delete(file);
            Files.delete(folder);
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(List<String> command) throws IOException {
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
