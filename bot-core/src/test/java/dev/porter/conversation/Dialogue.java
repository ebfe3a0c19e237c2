package dev.porter.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.porter.account.CheapHashes;
import dev.porter.chat.ChatId;
import dev.porter.chat.ChatPlatform;
import dev.porter.chat.InMemoryChat;
import dev.porter.chat.Inbox;
import dev.porter.chat.Message.Care;
import dev.porter.chat.OtherEnd.Parcel;
import dev.porter.chat.OtherEnd.Seen;
import dev.porter.core.TestClock;
import dev.porter.core.TestPatience;
import dev.porter.core.Traces;
import dev.porter.nas.InMemoryNas;
import dev.porter.nas.Nas;
import dev.porter.nas.NasPath;
import dev.porter.nas.TroubledNas;
import dev.porter.nas.UserName;
import dev.porter.schedule.DbSchedule;
import dev.porter.schedule.PutForward;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/// Porter as people meet it, for tests that read like a transcript: the product in its real wiring,
/// with a database in files, on a chat platform and a NAS in memory.
public final class Dialogue implements AutoCloseable, AfterEachCallback, AfterAllCallback {
    /// The password of everybody who is let in by [#member].
    public static final String PASSWORD = "Teal-Otter-42-Lantern";

    public static final String CLAIM_CODE = "HOUSE-0F-TESTS";

    /// How long to wait for what comes by itself.
    public static final Duration PATIENCE = TestPatience.LONGEST;

    private static final Pattern CODE = Pattern.compile("/start ([0-9A-Z]+)");
    private static final Pattern MANIFEST =
            Pattern.compile("\\.porter/catalogue/[^/]+\\.jsonl(\\.part)?");
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final Overhearing OVERHEARING = new Overhearing();
    private static @Nullable Dialogue shared;

    private final Consumer<GenericApplicationContext> more;
    private Path data;
    private String[] settings;
    private final InMemoryChat chat = new InMemoryChat("memory");
    private final InMemoryNas nas;
    private final TroubledNas trouble;
    private final TestClock clock = new TestClock();
    private ConfigurableApplicationContext context;
    private @Nullable Guest administrator;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Porter {}

    private Dialogue(
            Path data,
            InMemoryNas nas,
            Consumer<GenericApplicationContext> more,
            String... settings) {
        this.data = data;
        this.nas = nas;
        this.trouble = new TroubledNas(nas);
        this.more = more;
        this.settings = settings;
        context = start();
    }

    private static ConditionFactory soon() {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5));
    }

    /// Starts Porter on a data folder of its own.
    public static Dialogue in(Path data, String... settings) {
        return new Dialogue(data, new InMemoryNas(), _ -> {}, settings);
    }

    /// Starts Porter on a data folder of its own, with this NAS behind it.
    public static Dialogue with(Path data, InMemoryNas nas, String... settings) {
        return new Dialogue(data, nas, _ -> {}, settings);
    }

    /// Porter for all tests of a class, with this NAS behind it.
    public static Dialogue on(InMemoryNas nas) {
        return with(temporary(), nas);
    }

    /// Starts Porter on a data folder of its own, with something more in each of its contexts.
    public static Dialogue with(
            Path data, Consumer<GenericApplicationContext> more, String... settings) {
        return new Dialogue(data, new InMemoryNas(), more, settings);
    }

    /// Porter as all tests share it that can: with an administrator, and a crowd of people.
    public static synchronized Dialogue shared() {
        if (shared == null) {
            var dialogue = Dialogue.in(temporary());
            Runtime.getRuntime().addShutdownHook(new Thread(dialogue::leave));
            shared = dialogue;
        }
        return shared;
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("porter-dialogue");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void leave() {
        close();
        try {
            FileSystemUtils.deleteRecursively(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ConfigurableApplicationContext start() {
        var started =
                new SpringApplicationBuilder(Porter.class)
                        .properties(
                                "spring.config.location=file:../bot-app/src/main/resources/application.yaml",
                                "porter.data=" + data,
                                "porter.claim-code=" + CLAIM_CODE)
                        .properties(settings)
                        .initializers(fresh -> {
                            var beans = (GenericApplicationContext) fresh;
                            CheapHashes.in(beans);
                            beans.registerBean("nas", Nas.class, () -> trouble);
                            beans.registerBean("chat", ChatPlatform.class, () -> chat);
                            beans.registerBean("clock", Clock.class, () -> clock);
                            beans.registerBean("ticker", Ticker.class, clock::ticker);
                            more.accept(beans);
                        })
                        .registerShutdownHook(false)
                        .run();
        chat.deliverTo(started.getBean(Inbox.class));
        var schedule = started.getBean(DbSchedule.class);
        clock.noticedBy(() -> PutForward.seenBy(schedule));
        OVERHEARING.start(); // logging is set up anew with each start
        root().addAppender(OVERHEARING);
        return started;
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    /// Stops Porter; what happens meanwhile is not taken.
    public void stop() {
        chat.deliverTo(_ -> {
            throw new IllegalStateException("Porter is off.");
        });
        context.close();
    }

    /// Starts a stopped Porter again on the same files.
    public void startAgain() {
        context = start();
    }

    /// Starts a stopped Porter on another data folder, with the same platform and NAS.
    public void startAgainIn(Path other, String... otherSettings) {
        data = other;
        settings = otherSettings;
        context = start();
    }

    /// Stops Porter and starts it again on the same files.
    public Dialogue restart() {
        stop();
        startAgain();
        return this;
    }

    @Override
    public void close() {
        stop();
    }

    @Override
    public void afterEach(ExtensionContext test) {
        calm();
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        if (this != shared) {
            leave();
        }
    }

    /// Waits until all that was to happen on the NAS has happened.
    public void awaitTrouble() {
        Awaitility.await().atMost(PATIENCE).until(trouble::calm);
    }

    /// Waits until all work is done whose time has come.
    public void awaitWork() {
        PutForward.seenBy(part(DbSchedule.class));
        soon().until(() -> underWay() == 0);
    }

    private long underWay() {
        return part(JdbcClient.class)
                .sql("SELECT COUNT(*) FROM scheduled_tasks WHERE picked OR execution_time <= ?")
                .param(now())
                .query(Long.class)
                .single();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /// Ends the faults of a test and what it has begun, and looks for what no test may cause.
    public void calm() {
        clock.goOn();
        nas.back();
        trouble.recover();
        chat.recover();
        comesToItsEnd();
        assertOrderly();
    }

    /// What is still to be done once is done now, and not while another test has the NAS fail, or
    /// counts what there is.
    private void comesToItsEnd() {
        part(JdbcClient.class)
                .sql(
                        "UPDATE scheduled_tasks SET execution_time = ? WHERE NOT picked"
                                + " AND task_instance <> 'recurring' AND execution_time > ?")
                .params(now(), now())
                .update();
        awaitWork();
    }

    /// Nothing broke a port's contract, and no secret was logged.
    public void assertOrderly() {
        assertThat(chat.violations()).isEmpty();
        assertThat(OVERHEARING.newLeaks()).isEmpty();
    }

    public InMemoryChat chat() {
        return chat;
    }

    public InMemoryNas nas() {
        return nas;
    }

    public TroubledNas trouble() {
        return trouble;
    }

    public TestClock clock() {
        return clock;
    }

    public Path data() {
        return data;
    }

    /// A part of the product, for what no person can see.
    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    /// All parts of a type.
    public <T> List<T> parts(Class<T> type) {
        return List.copyOf(context.getBeansOfType(type).values());
    }

    /// What was logged so far.
    public List<String> logged() {
        return List.copyOf(OVERHEARING.lines);
    }

    /// What is still to be done once: the name of each work, and what it is about.
    public List<String> toDo() {
        return part(JdbcClient.class)
                .sql(
                        "SELECT task_name || ' ' || task_instance FROM scheduled_tasks"
                                + " WHERE task_instance <> 'recurring'")
                .query((row, _) -> Objects.requireNonNull(row.getString(1)))
                .list();
    }

    /// Waits until all that was to be said in a chat by now is said, but for what could not be.
    public void saysAll(ChatId chat) {
        soon().until(() -> stillToSay(chat) == 0);
    }

    private long stillToSay(ChatId chat) {
        return part(JdbcClient.class)
                .sql(
                        "SELECT COUNT(*) FROM scheduled_tasks JOIN notice"
                                + " ON task_instance = notice.id || ':' || wanted"
                                + " WHERE task_name = 'notice' AND shown < wanted AND chat = ?"
                                + " AND COALESCE(consecutive_failures, 0) = 0")
                .param(chat.key())
                .query(Long.class)
                .single();
    }

    /// From now on it must be in no log.
    public String keepsSecret(String secret) {
        OVERHEARING.secrets.add(secret);
        return secret;
    }

    /// Everything that must be in no log.
    public Set<String> secrets() {
        return Set.copyOf(OVERHEARING.secrets);
    }

    /// In which files of the data folder a text stands.
    public List<Path> filesWith(String text) {
        return Traces.of(text, data);
    }

    /// Whether a secret stands in a text; six digits only by themselves, since they are also found
    /// in longer numbers, in the numbers of messages, in fractions of a second and in counted
    /// nanoseconds.
    private static boolean stands(String secret, String text) {
        return secret.matches("[0-9]{6}")
                ? Pattern.compile("(?<![0-9A-Za-z.@])" + secret + "(?![0-9A-Fa-f]|Z| ns)")
                        .matcher(text)
                        .find()
                : text.contains(secret);
    }

    /// Somebody who has not written before, with a name that begins so.
    public Guest person(String called) {
        return new Guest(called + NAMES.incrementAndGet());
    }

    /// The first administrator, with an account.
    public synchronized Guest administrator() {
        if (administrator == null) {
            var guest = person("ruth");
            guest.says("/claim " + CLAIM_CODE).sees("You are the administrator now");
            guest.signsUp();
            administrator = guest;
        }
        return administrator;
    }

    /// Somebody who was invited and has made an account.
    public Guest member(String called) {
        var guest = person(called);
        guest.says("/start " + invite()).sees("Your invite is good");
        return guest.signsUp();
    }

    /// The code of an administrator's invite, who makes one after the other.
    public synchronized String invite() {
        return administrator().invites("somebody");
    }

    /// Another administrator.
    public Guest deputy(String called) {
        var guest = member(called);
        var account =
                part(dev.porter.account.Accounts.class)
                        .find(UserName.parse(guest.userName()).orElseThrow())
                        .orElseThrow();
        administrator()
                .forges("admin:promote:" + account.id())
                .presses("Yes")
                .sees("Made an administrator");
        return guest;
    }

    /// Has everybody act at the same time.
    public static <T> void atOnce(List<T> everybody, Consumer<T> act) {
        var ready = new CyclicBarrier(everybody.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var acts =
                    everybody.stream()
                            .<Callable<Boolean>>map(one ->
                                    () -> {
                                        ready.await();
                                        act.accept(one);
                                        return true;
                                    })
                            .toList();
            for (var done : threads.invokeAll(acts)) {
                assertThat(done.get()).isTrue();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /// Somebody at the other end of the chat. Every act is over when Porter has answered; what
    /// Porter says later is waited for.
    public final class Guest {
        private final InMemoryChat.Member member;
        private String userName;
        private long mark;

        Guest(String called) {
            this.member = chat.person(called);
            this.userName = called;
        }

        public InMemoryChat.Member end() {
            return member;
        }

        /// The name of their account, once they have one.
        public String userName() {
            return userName;
        }

        /// What they are called in the chat.
        public String displayName() {
            return member.person().displayName();
        }

        public UserName home() {
            return new UserName(userName);
        }

        private Guest acts(Runnable act) {
            mark = member.revision();
            act.run();
            return this;
        }

        /// From now on only what is new is seen.
        public Guest looksAway() {
            return acts(() -> {});
        }

        public Guest says(String text) {
            return acts(() -> member.says(text));
        }

        /// Says something that must be found nowhere afterwards.
        public Guest types(String secret) {
            keepsSecret(secret);
            return says(secret);
        }

        /// Fills in the latest form.
        public Guest fillsIn(String text) {
            return acts(() -> member.fillsIn(text));
        }

        /// Fills in the latest form with something that must be found nowhere afterwards.
        public Guest fillsInSecretly(String secret) {
            return fillsIn(keepsSecret(secret));
        }

        /// Presses the newest button on which this stands.
        public Guest presses(String label) {
            var message =
                    soon().alias("a button “%s” among:\n%s".formatted(label, everything()))
                            .until(() -> withButton(label), Objects::nonNull);
            return pressesUnder(message, label);
        }

        /// Presses a button under a message as it was seen.
        public Guest pressesUnder(Seen message, String label) {
            return acts(() -> member.presses(message, value(message, label)));
        }

        private @Nullable Seen withButton(String label) {
            return member.sees().reversed().stream()
                    .filter(seen -> valueOf(seen, label) != null)
                    .findFirst()
                    .orElse(null);
        }

        private static @Nullable String valueOf(Seen message, String label) {
            return message.buttons().stream()
                    .filter(button -> button.label().contains(label))
                    .flatMap(button -> button.value().stream())
                    .findFirst()
                    .orElse(null);
        }

        /// What a button gives back.
        public String value(Seen message, String label) {
            return Objects.requireNonNull(valueOf(message, label), label);
        }

        /// Sends a value that stands on no button, as only a made-up client can.
        public Guest forges(String value) {
            return acts(() -> member.forges(value));
        }

        public Guest sends(String name, byte[] bytes) {
            return acts(() ->
                    member.sends(List.of(new Parcel(name, "application/octet-stream", bytes))));
        }

        public Guest sends(String name, String text) {
            return sends(name, text.getBytes(StandardCharsets.UTF_8));
        }

        /// Sends pictures that the platform makes smaller, together.
        public Guest sendsRecompressed(String... namesAndTexts) {
            return acts(() -> member.sendsRecompressed(parcels("image/jpeg", namesAndTexts)));
        }

        /// Sends a file that is made while it is read.
        public Guest sends(String name, long claimed, Supplier<InputStream> content) {
            return acts(() -> member.sends(name, "application/octet-stream", claimed, content));
        }

        /// Sends files together, in pairs of name and text.
        public Guest sendsTogether(String... namesAndTexts) {
            return acts(() -> member.sends(parcels("text/plain", namesAndTexts)));
        }

        private static List<Parcel> parcels(String mediaType, String... namesAndTexts) {
            var parcels = new ArrayList<Parcel>();
            for (var i = 0; i < namesAndTexts.length; i += 2) {
                parcels.add(
                        new Parcel(
                                namesAndTexts[i],
                                mediaType,
                                namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8)));
            }
            return parcels;
        }

        /// A power cut follows an act so closely that what it did stays, but not that it was
        /// handled.
        public Guest isCutOff(Runnable act) {
            var jdbc = part(JdbcClient.class);
            var key = "memory:" + displayName();
            var open =
                    jdbc.sql("SELECT step, steps FROM conversation WHERE person = ?")
                            .param(key)
                            .query()
                            .listOfRows();
            act.run();
            jdbc.sql("DELETE FROM handled WHERE person = ?").param(key).update();
            jdbc.sql("UPDATE conversation SET step = ?, steps = ? WHERE person = ?")
                    .param(open.isEmpty() ? null : open.getFirst().get("step"))
                    .param(open.isEmpty() ? null : open.getFirst().get("steps"))
                    .param(key)
                    .update();
            return this;
        }

        /// The platform delivers their last act again.
        public Guest isDeliveredAgain() {
            return acts(member::repeats);
        }

        /// Since their last act Porter has said or changed this, or will in a moment; it may have
        /// been changed again meanwhile.
        public Guest sees(String... texts) {
            for (var text : texts) {
                soon().untilAsserted(() -> assertThat(lines(member.sawSince(mark))).contains(text));
            }
            return this;
        }

        /// Whether Porter has said this since their last act; it may have been changed since.
        public boolean saw(String text) {
            return lines(member.sawSince(mark)).contains(text);
        }

        /// Since their last act Porter has not said this, nor has it been asked to by now.
        public Guest doesNotSee(String... texts) {
            assertThat(hearsAll().shown()).doesNotContain(texts);
            return this;
        }

        /// Waits until all that was to be said to them by now is said, but for what could not be.
        public Guest hearsAll() {
            saysAll(member.chat());
            return this;
        }

        /// All that Porter has said or changed since their last act, as it stands there now.
        public String shown() {
            return lines(member.seesSince(mark));
        }

        /// All that stands in the chat and is Porter's.
        public String everything() {
            return lines(member.sees());
        }

        private static String lines(List<Seen> messages) {
            return messages.stream()
                    .filter(Seen::fromPorter)
                    .map(seen ->
                            seen.text()
                                    + seen.buttons().stream()
                                            .map(button -> "[" + button.label() + "]")
                                            .collect(Collectors.joining(" ", "\n", ""))
                                    + seen.file().map(file -> "\n<" + file.name() + ">").orElse(""))
                    .collect(Collectors.joining("\n---\n"));
        }

        /// The newest message of Porter with this in it.
        public Seen message(String text) {
            sees();
            return Objects.requireNonNull(
                    soon().until(
                                    () ->
                                            member.sees().reversed().stream()
                                                    .filter(Seen::fromPorter)
                                                    .filter(seen -> seen.text().contains(text))
                                                    .findFirst()
                                                    .orElse(null),
                                    Objects::nonNull));
        }

        /// How a message of Porter with this in it is kept.
        public Care care(String text) {
            return member.care(message(text));
        }

        /// What they wrote themselves that still stands in the chat.
        public List<String> own() {
            return member.sees().stream()
                    .filter(seen -> !seen.fromPorter())
                    .map(Seen::text)
                    .toList();
        }

        /// The bytes of the latest file of that name, once it has arrived.
        public byte[] receives(String name) {
            var seen =
                    soon().alias("a file " + name)
                            .until(
                                    () ->
                                            member.seesSince(mark).reversed().stream()
                                                    .filter(one ->
                                                            one.file()
                                                                    .filter(f ->
                                                                            f.name().equals(name))
                                                                    .isPresent())
                                                    .findFirst()
                                                    .orElse(null),
                                    Objects::nonNull);
            try (var in = member.fetches(seen.file().orElseThrow())) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /// How many files came since their last act.
        public long filesSeen() {
            return member.seesSince(mark).stream().filter(seen -> seen.file().isPresent()).count();
        }

        /// Answers the questions of the sign-up, from the one for the user name.
        public Guest signsUp() {
            says(userName).sees("password for " + userName);
            return types(PASSWORD)
                    .sees("Create the account “" + userName + "”?")
                    .presses("Create my account")
                    .sees("Welcome");
        }

        /// Logs in with the account of somebody.
        public Guest logsIn(Guest owner) {
            says("/login").sees("user name").says(owner.userName).sees("password");
            types(PASSWORD).sees("You are logged in");
            userName = owner.userName;
            return this;
        }

        /// Makes an invite as an administrator.
        public String invites(String whom) {
            says("/invite").presses("Invite somebody").sees("Whom").says(whom);
            return code();
        }

        /// The code of the invite that was just shown.
        public String code() {
            sees("/start ");
            var found = CODE.matcher(shown());
            assertThat(found.find()).isTrue();
            return keepsSecret(found.group(1));
        }

        /// What is on the NAS, but for what is hidden.
        public List<String> keeps() {
            return nas.allFiles(home()).stream()
                    .map(NasPath::path)
                    .filter(path -> !isHidden(path))
                    .toList();
        }

        /// What is hidden in their home, but for the lists of their files, of which one may just be
        /// written.
        public List<String> keepsBehind() {
            return nas.allFiles(home()).stream()
                    .map(NasPath::path)
                    .filter(path -> isHidden(path) && !MANIFEST.matcher(path).matches())
                    .toList();
        }

        /// Waits until nothing is hidden there any more.
        public Guest leavesNothingBehind() {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(keepsBehind()).isEmpty());
            return this;
        }

        private static boolean isHidden(String path) {
            return ("/" + path).contains("/.");
        }

        /// The text of a file on the NAS.
        public String content(String path) {
            return new String(nas.bytes(new NasPath(home(), path)), StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return displayName();
        }
    }

    /// Listens to the log for what must not be there.
    private static final class Overhearing extends AppenderBase<ILoggingEvent> {
        private final Set<String> secrets = ConcurrentHashMap.newKeySet();
        private final List<String> leaks = new CopyOnWriteArrayList<>();
        private final List<String> lines = new CopyOnWriteArrayList<>();

        /// What has leaked since this was asked last.
        List<String> newLeaks() {
            var found = List.copyOf(leaks);
            leaks.removeAll(found);
            return found;
        }

        @Override
        protected void append(ILoggingEvent event) {
            var proxy = event.getThrowableProxy();
            var line =
                    event.getLoggerName()
                            + " "
                            + event.getFormattedMessage()
                            + Arrays.toString(event.getArgumentArray())
                            + (proxy == null ? "" : ThrowableProxyUtil.asString(proxy));
            lines.add(line);
            if (secrets.stream().anyMatch(secret -> stands(secret, line))) {
                leaks.add(line);
            }
        }
    }
}
