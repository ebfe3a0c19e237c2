package dev.porter.chaos;

import dev.porter.chaos.NasUnderFire.Kept;
import dev.porter.core.TestPatience;
import dev.porter.core.Traces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/// One run: lives of Porter that end with a kill, with faults and files all the while, and at last
/// a quiet life in which all that was sent must come to its end.
final class Chaos implements AutoCloseable {
    private static final int PEOPLE = 6;
    private static final int FAULTS_IN_A_LIFE = 5;
    private static final int MOST_OPEN = 80;
    private static final Duration LONGEST_LIFE = Duration.ofSeconds(3);
    private static final Duration LONGEST_GRACE = Duration.ofSeconds(20);
    private static final Duration LONGEST_AWAY = Duration.ofSeconds(3);
    private static final Duration LONGEST_AMBUSH = Duration.ofSeconds(5);
    private static final Duration GRACEFUL_STOP = Duration.ofSeconds(10);
    private static final Duration LONGEST_STOP = Duration.ofMinutes(1);
    private static final int MOST_TRIES = 3;
    private static final Duration SETTLING = Duration.ofMinutes(20);
    private static final Duration LATER = Duration.ofDays(2);
    private static final Duration LOOKING = Duration.ofMillis(500);

    private final ChaosSettings settings;
    private final Random random;
    private final Timeline timeline = new Timeline();
    private final TelegramUnderFire telegram;
    private final NasUnderFire nas;
    private final Path data;
    private final Path temporary;
    private final Database database;
    private final PorterJar jar;
    private final Ambush ambush = new Ambush();
    private final Findings findings = new Findings();
    private final Deque<Parcel> unsent;
    private final List<Parcel> sent = new ArrayList<>();
    private final Ledger ledger;
    private final int firstStep;
    private int lives;
    private int kills;
    private int stops;
    private int lateStops;
    private Duration longestStop = Duration.ZERO;
    private int freezes;
    private int redelivered;

    Chaos(ChaosSettings settings) throws IOException {
        this.settings = settings;
        this.random = new Random(settings.seed());
        this.firstStep = random.nextInt(Step.values().length);
        FileSystemUtils.deleteRecursively(settings.folder());
        Files.createDirectories(settings.folder());
        this.jar = PorterJar.unpack(settings.jar(), settings.folder());
        this.data = settings.folder().resolve("data");
        this.database = Database.given(data);
        this.temporary = Files.createDirectories(settings.folder().resolve("tmp"));
        this.nas =
                NasUnderFire.given(
                        settings.nas(), settings.seed(), settings.folder().resolve("nas"));
        this.telegram = new TelegramUnderFire(settings.seed());
        this.unsent = new ArrayDeque<>(Parcels.make(settings.seed(), settings.files(), PEOPLE));
        this.ledger = new Ledger(telegram.server(), parcel -> telegram.chat(parcel.owner()));
    }

    /// Does it all and prints what became of it; the answer is whether nothing is wrong.
    boolean run() {
        say(
                "A run with seed %d and %s: what is left behind is in %s"
                        .formatted(settings.seed(), nas.kind(), settings.folder()));
        var porter = start();
        porter.awaitReady();
        telegram.comeIn(PEOPLE);
        telegram.storm();
        telegram.server().isSeenBy(ambush);
        nas.isSeenBy(ambush::passes);
        for (; kills < settings.kills(); lives++) {
            if (lives % 2 == 0) {
                live(porter);
                end(porter);
            } else if (diesAtStep(porter)) {
                kill(porter);
            } else {
                end(porter);
            }
            whileItIsOff();
            porter = start();
        }
        settle(porter);
        judge();
        findings.all().forEach(Chaos::say);
        keepFindings();
        say(
                findings.line(
                        new Findings.Figures(
                                kills,
                                faults(),
                                sent.size(),
                                ledger.receipts().size(),
                                settings.seed())));
        return findings.none();
    }

    private RunningPorter start() {
        return jar.start(
                settings.folder().resolve("porter.log"),
                temporary,
                Stream.of(
                                List.of("--server.port=0", "--porter.data=" + data),
                                database.settings(),
                                nas.settings(),
                                telegram.settings())
                        .flatMap(List::stream)
                        .toList());
    }

    /// A life of Porter up to just before its end.
    private void live(RunningPorter porter) {
        var whileStarting = random.nextInt(100) < 12;
        var length = upTo(LONGEST_LIFE);
        schedule(porter, whileStarting ? LONGEST_LIFE : length);
        if (whileStarting) {
            timeline.pass(length);
            return;
        }
        porter.awaitReady();
        timeline.pass(length);
        catchUp();
    }

    /// What is open would grow without end on a machine that is slower than the kills.
    private void catchUp() {
        if (ledger.untold(sent).size() > MOST_OPEN) {
            timeline.pass(LONGEST_GRACE, () -> ledger.untold(sent).size() < MOST_OPEN);
        }
    }

    /// A life of Porter up to the next step of a file's way.
    ///
    /// @return whether it came there, and was killed
    private boolean diesAtStep(RunningPorter porter) {
        var steps = Step.values();
        var step = steps[(firstStep + lives / 2) % steps.length];
        porter.awaitReady();
        catchUp();
        schedule(porter, LONGEST_LIFE);
        timeline.pass(upTo(LONGEST_LIFE.dividedBy(2)));
        if (step.needsSpool()) {
            timeline.in(upTo(LONGEST_AWAY), nas.goAway(random));
        }
        ambush.lay(step, porter, whereFilesAppear());
        timeline.pass(LONGEST_AMBUSH, () -> !porter.alive());
        return ambush.lift();
    }

    private List<Path> whereFilesAppear() {
        return Stream.concat(
                        Stream.of(data.resolve("journal"), data.resolve("spool")),
                        nas.whereFilesAppear().stream())
                .toList();
    }

    private void schedule(RunningPorter porter, Duration length) {
        var lives = Math.max(1, settings.kills() - kills);
        var now = (unsent.size() + lives - 1) / lives;
        for (var i = 0; i < now && !unsent.isEmpty(); i++) {
            var parcel = unsent.remove();
            sent.add(parcel);
            timeline.in(upTo(length), () -> telegram.send(parcel));
        }
        for (var i = random.nextInt(2 * FAULTS_IN_A_LIFE); i > 0; i--) {
            var when = upTo(length);
            switch (random.nextInt(9)) {
                case 0, 1 -> timeline.in(when, this::troubleNas);
                case 2 -> timeline.in(when, () -> freeze(porter));
                default -> timeline.in(when, () -> telegram.trouble(random));
            }
        }
    }

    private void troubleNas() {
        timeline.in(upTo(LONGEST_AWAY), nas.trouble(random));
    }

    private void freeze(RunningPorter porter) {
        if (porter.freeze()) {
            freezes++;
            timeline.in(upTo(LONGEST_AWAY), porter::thaw);
        }
    }

    /// How much went wrong, and not only was to go wrong.
    private int faults() {
        return freezes + nas.faults() + telegram.faults();
    }

    private Duration upTo(Duration most) {
        return Duration.ofMillis(random.nextLong(most.toMillis() + 1));
    }

    private void end(RunningPorter porter) {
        if (!porter.alive()) {
            findings.broken("Porter ended by itself, after %d kills".formatted(kills));
        } else if (random.nextInt(100) < 6) {
            stop(porter);
        } else {
            kill(porter);
        }
    }

    private void kill(RunningPorter porter) {
        porter.kill();
        kills++;
    }

    private void whileItIsOff() {
        if (random.nextInt(3) == 0) {
            redelivered += telegram.server().unconfirm(1 + random.nextInt(10));
        }
        if (kills % 10 == 0) {
            progress();
        }
    }

    private void stop(RunningPorter porter) {
        stops++;
        porter.thaw();
        var begun = System.nanoTime();
        porter.terminate();
        if (!porter.ends(LONGEST_STOP)) {
            findings.broken("Porter did not stop within " + LONGEST_STOP);
            porter.kill();
        }
        var needed = Duration.ofNanos(System.nanoTime() - begun);
        lateStops += needed.compareTo(GRACEFUL_STOP) > 0 ? 1 : 0;
        longestStop = needed.compareTo(longestStop) > 0 ? needed : longestStop;
    }

    private void progress() {
        say(
                "%d kills, %d stops, %d faults, %d redelivered, %d of %d sent, %d of them open"
                        .formatted(
                                kills,
                                stops,
                                faults(),
                                redelivered,
                                sent.size(),
                                settings.files(),
                                ledger.untold(sent).size()));
    }

    private void settle(RunningPorter porter) {
        while (!unsent.isEmpty()) {
            var parcel = unsent.remove();
            sent.add(parcel);
            telegram.send(parcel);
        }
        timeline.finish();
        telegram.calm();
        nas.calm();
        porter.awaitReady();
        var end = System.nanoTime() + SETTLING.toNanos();
        while (!ledger.untold(sent).isEmpty() && System.nanoTime() < end && porter.alive()) {
            progress();
            timeline.pass(LOOKING.multipliedBy(20), () -> ledger.untold(sent).isEmpty());
        }
        if (porter.alive()) {
            lookLater();
        }
        timeline.pass(LOOKING.multipliedBy(10));
        timeline.pass(TestPatience.LONGEST, this::isTidy);
        stop(porter);
        stopAgainIfLate();
    }

    /// Whether what was taken away a moment after the last receipt is gone.
    private boolean isTidy() {
        return nas.strays().isEmpty()
                && nas.paths().stream().noneMatch(Judge::isTemporary)
                && Traces.files(data).stream()
                        .noneMatch(file -> Judge.isTemporary(data.relativize(file).toString()))
                && Traces.files(temporary).isEmpty();
    }

    /// A machine that is slow is late now and then, and a Porter that waits for something always.
    private void stopAgainIfLate() {
        for (var tries = 1; tries < MOST_TRIES && mostlyLate(); tries++) {
            var porter = start();
            porter.awaitReady();
            stop(porter);
        }
        if (mostlyLate()) {
            findings.broken(
                    "Porter did not stop within %s in %d of %d stops"
                            .formatted(GRACEFUL_STOP, lateStops, stops));
        }
    }

    private boolean mostlyLate() {
        return 2 * lateStops > stops;
    }

    /// What a kill has left of an upload is taken away when somebody looks into its folder later.
    private void lookLater() {
        nas.age(LATER);
        nas.files().stream()
                .map(Kept::path)
                .filter(path -> path.startsWith("Backup/"))
                .map(path -> path.substring(0, path.lastIndexOf('/')))
                .distinct()
                .forEach(telegram::look);
    }

    private void judge() {
        for (var parcel : ledger.untold(sent)) {
            findings.broken("nobody was told what became of " + parcel);
        }
        // Nothing in a run makes a file impossible to store.
        ledger.failures().forEach(line -> findings.broken("given up, in " + line));
        var homes = new HashMap<Long, String>();
        var inChat = new HashMap<Long, Set<String>>();
        var inHome = new HashMap<String, Set<String>>();
        for (var parcel : sent) {
            var home = TelegramUnderFire.home(parcel.owner());
            homes.put(telegram.chat(parcel.owner()), home);
            inChat.computeIfAbsent(telegram.chat(parcel.owner()), _ -> new HashSet<>())
                    .add(parcel.sha256());
            inHome.computeIfAbsent(home, _ -> new HashSet<>()).add(parcel.sha256());
        }
        var judge = new Judge(findings, nas.files());
        judge.holdReceipts(ledger.receipts(), homes, inChat);
        judge.countContents(inHome);
        judge.holdCatalogue(Catalogued.all(database));
        judge.countOutcomes(
                Outcome.all(database),
                sent.stream()
                        .collect(
                                Collectors.groupingBy(
                                        parcel -> TelegramUnderFire.home(parcel.owner()),
                                        Collectors.counting())));
        judge.searchData(data);
        judge.searchTemporary(temporary);
        nas.strays().forEach(findings::leftover);
        say("%d messages that are one too many".formatted(ledger.superfluous(sent)));
        say("Killed at these steps of a file: " + ambush.figures());
        say(
                "The longest of %d stops took %.1f seconds"
                        .formatted(stops, longestStop.toMillis() / 1_000.0));
    }

    private void keepFindings() {
        try {
            Files.write(settings.folder().resolve("findings.txt"), findings.all());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }

    @Override
    public void close() {
        telegram.close();
        ambush.close();
        nas.close();
        database.close();
    }
}
