package dev.porter.chaos;

import dev.porter.telegram.BotApiEmulator;
import dev.porter.telegram.BotApiEmulator.Fault;
import dev.porter.telegram.EmulatedMessage;
import dev.porter.telegram.EmulatedPerson;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Telegram in a run: the people on it, and what goes wrong there. It lives in the test, so it
/// knows what it has told Porter and what Porter has told people, whatever becomes of Porter.
final class TelegramUnderFire implements AutoCloseable {
    static final String CLAIM_CODE = "HOUSE-0F-CHAOS";
    private static final String PASSWORD = "Teal-Otter-42-Lantern";
    private static final Pattern CODE = Pattern.compile("/start ([0-9A-Z]+)");
    private static final long FIRST_PERSON = 1_000;
    private static final List<String> METHODS =
            List.of("sendMessage", "editMessageText", "getUpdates", "getFile", "file", "file");

    private final BotApiEmulator server;
    private final long seed;
    private final List<EmulatedPerson> people = new ArrayList<>();
    private final Map<Integer, AtomicInteger> fetched = new ConcurrentHashMap<>();
    private final AtomicInteger hurt = new AtomicInteger();
    private volatile boolean calm = true;

    TelegramUnderFire(long seed) throws IOException {
        this.server = new BotApiEmulator();
        this.seed = seed;
    }

    List<String> settings() {
        return List.of(
                "--porter.telegram.api-url=" + server.address(),
                "--porter.telegram.token=" + BotApiEmulator.TOKEN,
                "--porter.claim-code=" + CLAIM_CODE);
    }

    BotApiEmulator server() {
        return server;
    }

    /// Lets so many people in; the first is the administrator.
    void comeIn(int count) {
        for (var i = 0; i < count; i++) {
            var person = server.person(FIRST_PERSON + i, "Person " + i);
            person.says(i == 0 ? "/claim " + CLAIM_CODE : "/start " + invite());
            person.awaits("user name");
            person.says(home(i));
            person.awaits("password for " + home(i));
            person.says(PASSWORD);
            press(person, person.awaits("Create the account"), "Create my account");
            person.awaits("Welcome, ");
            people.add(person);
        }
    }

    private String invite() {
        var host = people.getFirst();
        var before = host.reads().size();
        host.says("/invite");
        var menu = said(host, before, it -> it.labels().toString().contains("Invite somebody"));
        press(host, menu, "Invite somebody");
        said(host, before, it -> it.text().contains("Whom"));
        var asked = host.reads().size();
        host.says("somebody");
        var found = CODE.matcher(said(host, asked, it -> CODE.matcher(it.text()).find()).text());
        return found.results().findFirst().orElseThrow().group(1);
    }

    /// Waits for a message after so many; a warning may come in between.
    private EmulatedMessage said(EmulatedPerson to, int before, Predicate<EmulatedMessage> which) {
        server.await(_ -> to.reads().stream().skip(before).anyMatch(which));
        return to.reads().stream().skip(before).filter(which).findFirst().orElseThrow();
    }

    private static void press(EmulatedPerson person, EmulatedMessage message, String words) {
        var label =
                message.labels().stream()
                        .filter(it -> it.contains(words))
                        .findFirst()
                        .orElseThrow();
        person.presses(message, label);
    }

    /// Everybody looks into a folder of theirs.
    void look(String folder) {
        for (var person : people) {
            var last = person.reads().stream().mapToInt(EmulatedMessage::number).max().orElse(0);
            person.says("/drive " + folder);
            server.await(_ ->
                    person.reads().stream()
                            .filter(message -> message.number() > last)
                            .anyMatch(message ->
                                    message.text().contains("Drive / ")
                                            || message.text().contains("I found nothing")));
        }
    }

    /// The name of somebody's home on the NAS.
    static String home(int person) {
        return "person" + person;
    }

    long chat(int person) {
        return people.get(person).id();
    }

    void send(Parcel parcel) {
        people.get(parcel.owner())
                .sends(
                        parcel.kind(),
                        parcel.kind().equals("photo") ? null : parcel.name(),
                        "application/octet-stream",
                        parcel.size(),
                        () -> fetch(parcel),
                        parcel.album(),
                        null);
    }

    /// The bytes as Porter gets to see them: not always in time, and not always to the end.
    private InputStream fetch(Parcel parcel) {
        var times =
                fetched.computeIfAbsent(parcel.number(), _ -> new AtomicInteger())
                        .incrementAndGet();
        var lot = new Random(seed * 31 + parcel.number() * 1_009L + times);
        var kind = calm ? 100 : lot.nextInt(100);
        if (kind >= 12) {
            return parcel.open();
        }
        hurt.incrementAndGet();
        var cut = kind < 6 ? lot.nextInt(parcel.size()) : Integer.MAX_VALUE;
        var pause = kind >= 4 ? Duration.ofMillis(1 + lot.nextInt(400)) : Duration.ZERO;
        return new HinderedStream(parcel.open(), cut, pause);
    }

    private static final class HinderedStream extends FilterInputStream {
        private static final int MOST_AT_ONCE = 16_384;
        private final Duration pause;
        private int left;
        private int pauses = 5;

        HinderedStream(InputStream bytes, int cutAfter, Duration pause) {
            super(bytes);
            this.left = cutAfter;
            this.pause = pause;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left <= 0) {
                throw new IOException("It is cut here.");
            }
            if (pauses-- > 0) {
                LockSupport.parkNanos(pause.toNanos());
            }
            var count = super.read(into, offset, Math.min(left, Math.min(length, MOST_AT_ONCE)));
            left -= Math.max(0, count);
            return count;
        }
    }

    /// From now on things go wrong.
    void storm() {
        calm = false;
    }

    /// From now on nothing goes wrong any more.
    void calm() {
        calm = true;
        server.heal();
    }

    /// How many requests have gone wrong, downloads that were slowed down or cut included.
    int faults() {
        return hurt.get() + server.troubled();
    }

    /// Something goes wrong with what is asked next.
    void trouble(Random random) {
        if (random.nextInt(10) == 0) {
            server.expirePaths();
            return;
        }
        server.fail(METHODS.get(random.nextInt(METHODS.size())), fault(random));
    }

    private static Fault fault(Random random) {
        return switch (random.nextInt(24)) {
            case 0, 1, 2, 3 -> new Fault.BadGateway();
            case 4, 5, 6 -> new Fault.Refuse(429, "Too Many Requests: retry after 1", 1);
            case 7, 8, 9 -> new Fault.Refuse(500, "Internal Server Error", 0);
            case 10, 11, 12, 13, 14, 15 -> new Fault.DoneUnanswered();
            case 16, 17, 18, 19 -> new Fault.DoneCut();
            case 20, 21, 22 -> new Fault.DoneAnswered("<html>not what you asked for</html>");
            default -> new Fault.Silence();
        };
    }

    @Override
    public void close() {
        server.close();
    }
}
