package dev.porter.chaos;

import dev.porter.app.Samples;
import dev.porter.gateway.synology.simulator.DsmSimulator;
import dev.porter.gateway.synology.simulator.Fault;
import dev.porter.gateway.synology.simulator.Profile;
import dev.porter.gateway.synology.simulator.Witness;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// A simulated DSM as the NAS. It lives in the test, so it survives what kills Porter.
final class SynologyUnderFire implements NasUnderFire {
    private static final String HOMES = "/homes/";
    private static final String RECYCLE_BIN = "#recycle";
    private static final String UPLOAD = "SYNO.FileStation.Upload.upload";
    private static final String RENAME = "SYNO.FileStation.Rename.rename";
    private static final List<String> CALLS =
            List.of(
                    UPLOAD,
                    UPLOAD,
                    UPLOAD,
                    RENAME,
                    RENAME,
                    "SYNO.FileStation.List.getinfo",
                    "SYNO.FileStation.CreateFolder.create",
                    "SYNO.FileStation.Delete.start",
                    "SYNO.FileStation.Delete.status",
                    "SYNO.FileStation.MD5.start",
                    "SYNO.FileStation.MD5.status");

    /// Unknown, no right, busy, or no session; none that says something about a file.
    private static final List<Integer> CODES = List.of(100, 105, 107, 117, 118, 119, 402, 421);

    private static final int SESSION_LOST = 119;
    private static final int LONGEST_PAUSE = 300;
    private static final int MOST_AT_ONCE = 8_192;
    private static final int MOST_HARM = 8;
    private static final int LATEST_CUT = 100_000;

    private final DsmSimulator dsm;
    private final AtomicBoolean away = new AtomicBoolean();
    private int outages;

    SynologyUnderFire(Profile profile) {
        dsm = DsmSimulator.start(profile);
    }

    @Override
    public String kind() {
        return "a simulated Synology NAS like " + dsm.profile();
    }

    @Override
    public List<String> settings() {
        return List.of(dsm.arguments());
    }

    /// Mostly several requests go wrong; now and then the whole DSM.
    @Override
    public Runnable trouble(Random random) {
        switch (random.nextInt(8)) {
            case 0, 1 -> {
                return goAway(random);
            }
            case 2 -> {
                outages += dsm.openSessions() > 0 ? 1 : 0;
                dsm.expireSessions(SESSION_LOST);
            }
            default -> {
                for (var i = random.nextInt(MOST_HARM); i >= 0; i--) {
                    harm(random);
                }
            }
        }
        return () -> {};
    }

    private void harm(Random random) {
        switch (random.nextInt(12)) {
            case 0, 1 -> dsm.fault(UPLOAD, new Fault.Cut(random.nextInt(LATEST_CUT)));
            case 2, 3 -> dsm.fault(UPLOAD, new Fault.Spoiled(random.nextBoolean()));
            default -> dsm.fault(CALLS.get(random.nextInt(CALLS.size())), anything(random));
        }
    }

    private static Fault anything(Random random) {
        var pause = Duration.ofMillis(1 + random.nextInt(LONGEST_PAUSE));
        return switch (random.nextInt(10)) {
            case 0 -> new Fault.Body(503, "text/html", "<html>503</html>");
            case 1 -> new Fault.Code(CODES.get(random.nextInt(CODES.size())));
            case 2 -> new Fault.Silence(false);
            case 3, 4 -> new Fault.Silence(true);
            case 5 -> new Fault.GatewayTimeout();
            case 6 -> new Fault.Half();
            case 7 -> new Fault.Late(new CountDownLatch(1), pause.multipliedBy(10));
            default -> new Fault.Slow(1 + random.nextInt(MOST_AT_ONCE), pause);
        };
    }

    /// As when it is restarted: connections break, none comes about, and all sessions are over.
    @Override
    public Runnable goAway(Random random) {
        if (!away.compareAndSet(false, true)) {
            return () -> {};
        }
        outages++;
        dsm.goAway();
        return () -> {
            dsm.comeBack();
            away.set(false);
        };
    }

    @Override
    public void age(Duration longer) {
        dsm.age(longer);
    }

    @Override
    public void calm() {
        dsm.forgetFaults();
    }

    @Override
    public int faults() {
        return outages + dsm.troubled();
    }

    @Override
    public void isSeenBy(Consumer<Step> somebody) {
        dsm.isSeenBy(
                new Witness() {
                    @Override
                    public void asked(String call, String names) {
                        if (call.equals(UPLOAD)) {
                            somebody.accept(Step.WRITING);
                        }
                    }

                    @Override
                    public void done(String call, String names) {
                        if (call.equals(UPLOAD)) {
                            somebody.accept(Step.WRITTEN);
                        } else if (call.equals(RENAME)) {
                            somebody.accept(
                                    names.contains("\".porter-") ? Step.WRITTEN : Step.NAMED);
                        }
                    }
                });
    }

    @Override
    public List<Path> whereFilesAppear() {
        return List.of();
    }

    @Override
    public List<Kept> files() {
        return paths().stream().map(this::kept).toList();
    }

    @Override
    public List<String> paths() {
        return dsm.files(HOMES.substring(0, HOMES.length() - 1)).stream()
                .map(path -> path.substring(HOMES.length()))
                .filter(path -> path.contains("/") && !path.startsWith(RECYCLE_BIN))
                .toList();
    }

    private Kept kept(String path) {
        try {
            var content = dsm.content(HOMES + path);
            var slash = path.indexOf('/');
            return new Kept(
                    path.substring(0, slash),
                    path.substring(slash + 1),
                    content.length,
                    Samples.sha256(new ByteArrayInputStream(content)),
                    dsm.named(HOMES + path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> strays() {
        return dsm.files("").stream()
                .filter(path -> !path.startsWith(HOMES) || path.lastIndexOf('/') < HOMES.length())
                .toList();
    }

    @Override
    public void close() {
        dsm.close();
    }
}
