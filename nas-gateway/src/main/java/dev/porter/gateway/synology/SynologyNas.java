package dev.porter.gateway.synology;

import static dev.porter.language.Language.tr;
import static dev.porter.language.Saying.sentence;

import dev.porter.disk.TemporaryFolder;
import dev.porter.gateway.synology.SynologySettings.Checked;
import dev.porter.language.Saying;
import dev.porter.nas.Nas;
import dev.porter.nas.NasAccounts;
import dev.porter.nas.NasException;
import dev.porter.nas.NasFiles;
import dev.porter.nas.Photos;
import dev.porter.nas.ShareLinks;
import dev.porter.nas.UserName;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// A Synology NAS behind its DSM. Nothing is asked of it before it is needed, so Porter starts
/// while the NAS is off.
public final class SynologyNas implements Nas, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SynologyNas.class);

    private final Clock clock;
    private final Duration farewell;
    private final DsmHttp http;
    private final DsmSession filesSession;
    private final DsmClient filesClient;
    private final @Nullable Administrator administrator;
    private final String address;
    private final String homes;
    private final SynologyFiles files;
    private final SynologyAccounts accounts;
    private final SynologyLinks links;
    private final SynologyPhotos photos;
    private final LogInBudget budget;

    /// The account for account work.
    ///
    /// @param mark is made with its password
    record Administrator(DsmSession session, DsmClient client, PorterMark mark) {}

    /// @param temporary where bytes wait whose number DSM has to know beforehand
    /// @throws IllegalArgumentException with one sentence for the administrator when a setting is
    ///   wrong or missing
    public SynologyNas(SynologySettings settings, TemporaryFolder temporary, Clock clock) {
        this(settings.checked(), DsmPace.USUAL, temporary, clock);
    }

    SynologyNas(Checked settings, DsmPace pace, TemporaryFolder temporary, Clock clock) {
        this.clock = clock;
        farewell = pace.farewell();
        var address = HttpUrl.get(settings.address().toString());
        this.address = address.toString();
        http = new DsmHttp(address, settings.trust(), pace, clock);
        var directory = new DsmDirectory(http, clock);
        budget = new LogInBudget(clock, this::autoBlock);
        var auth = new DsmAuth(http, directory, budget);
        filesSession =
                new DsmSession(
                        auth, settings.files(), DsmAuth.FILES, SynologySettings.PREFIX, clock);
        filesClient = new DsmClient(http, directory, filesSession, pace);
        administrator =
                settings.administrator()
                        .map(account -> {
                            var session =
                                    new DsmSession(
                                            auth,
                                            account,
                                            "Porter-" + random(),
                                            SynologySettings.PREFIX + "admin-",
                                            clock);
                            return new Administrator(
                                    session,
                                    new DsmClient(http, directory, session, pace),
                                    new PorterMark(account.password()));
                        })
                        .orElse(null);
        if (administrator != null
                && administrator.client().account().equalsIgnoreCase(settings.files().account())) {
            LOG.warn(
                    "One DSM account does both works: give files a service account without"
                            + " administrator rights as porter.nas.synology.username.");
        }
        homes = settings.homes();
        files = new SynologyFiles(filesClient, homes, this::quota, temporary, clock);
        links = new SynologyLinks(filesClient, files.lookup());
        accounts =
                new SynologyAccounts(
                        administrator,
                        settings.files().account(),
                        files,
                        auth,
                        settings.onboarding(),
                        clock);
        photos =
                new SynologyPhotos(
                        accounts.logIns(),
                        new PhoneFolders(filesClient, files.lookup()),
                        person -> new DsmClient(http, directory, person, pace));
    }

    /// Another session name for each process: a second log-in under the same one ends the first.
    private static String random() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    }

    private OptionalLong quota(UserName owner) {
        return accounts.quota(owner);
    }

    /// DSM's rule for log-ins that fail; empty when it has none, or nobody may ask.
    private Optional<LogInBudget.Rule> autoBlock() {
        var its = administrator;
        if (its == null) {
            return Optional.empty();
        }
        var get = DsmCall.ask(DsmApi.AUTO_BLOCK, "get");
        var rule = DsmRefusal.told(() -> its.client().call(get));
        var attempts = (int) DsmAnswers.number(rule.path("attempts"), 0);
        var within = DsmAnswers.number(rule.path("within_mins"), 0);
        return DsmAnswers.yes(rule.path("enable")) && attempts > 0 && within > 0
                ? Optional.of(new LogInBudget.Rule(attempts, Duration.ofMinutes(within)))
                : Optional.empty();
    }

    @Override
    public String place() {
        return tr("the Synology NAS");
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(SynologySettings.PREFIX + "url", address);
    }

    @Override
    public NasFiles files() {
        return files;
    }

    @Override
    public Optional<NasAccounts> accounts() {
        return Optional.of(accounts);
    }

    @Override
    public Optional<Photos> photos() {
        try {
            return filesClient.has(DsmApi.PHOTO_ITEMS) ? Optional.of(photos) : Optional.empty();
        } catch (NasException e) {
            // Whoever asks it something is told that the NAS does not answer.
            return Optional.of(photos);
        }
    }

    @Override
    public Optional<ShareLinks> shareLinks() {
        return Optional.of(links);
    }

    @Override
    public Health health() {
        try {
            var system = system();
            var free = files.free();
            if (free.isEmpty()) {
                return new Health(
                        false,
                        sentence(
                                "DSM shows %s no folder %s: give it the permission to read and write it.",
                                filesClient.account(), homes),
                        -1);
            }
            var model = DsmAnswers.text(system.path("model"));
            var version = DsmAnswers.text(system.path("version_string"));
            return new Health(
                    true,
                    andWorthKnowing(sentence("Synology %s with %s.", model, version)),
                    free.getAsLong());
        } catch (NasException e) {
            return new Health(false, lastAnswer().map(e.saying()::and).orElseGet(e::saying), -1);
        }
    }

    private JsonNode system() {
        var get = DsmCall.ask(DsmApi.SYSTEM, "getinfo");
        return DsmRefusal.told(() -> filesClient.call(get));
    }

    private Optional<Saying> lastAnswer() {
        return http.lastAnswer()
                .map(last -> Duration.between(last, clock.instant()).toMinutes())
                .map(minutes ->
                        minutes < 2
                                ? sentence("It answered just now.")
                                : sentence("It answered last %s minutes ago.", minutes));
    }

    /// Adds what an administrator has to know of the disks; nothing when all is well.
    private Saying andWorthKnowing(Saying saying) {
        try {
            return andConditions(saying, ill(storage()));
        } catch (NasException e) {
            return saying.and(sentence("Accounts cannot be worked on:")).and(e.saying());
        }
    }

    private static Saying andConditions(Saying saying, List<Volume> volumes) {
        return volumes.stream().map(Volume::condition).reduce(saying, Saying::and);
    }

    /// The volumes; none without an administrator account.
    private List<Volume> storage() {
        var its = administrator;
        if (its == null) {
            return List.of();
        }
        try {
            return Volume.read(its.client().call(DsmCall.ask(DsmApi.STORAGE, "load_info")));
        } catch (DsmRefusal refusal) {
            if (refusal.kind() != NasException.Kind.NOT_PERMITTED) {
                throw refusal.plain();
            }
            throw new NasException(
                    NasException.Kind.NOT_PERMITTED,
                    sentence(
                            "DSM refuses %s what administrators may do (code %s): make it a member"
                                    + " of administrators.",
                            its.client().account(), refusal.code()),
                    refusal);
        }
    }

    private static List<Volume> ill(List<Volume> volumes) {
        return volumes.stream().filter(volume -> !volume.well()).toList();
    }

    @Override
    public List<String> details() {
        var details = new ArrayList<String>();
        try {
            storage().forEach(volume -> details.add(volume.words()));
        } catch (NasException e) {
            details.add(tr("The volumes cannot be looked at now."));
        }
        lastAnswer().ifPresent(answer -> details.add(answer.words()));
        details.add(
                tr(
                        "Log-ins that failed lately: %d of the %d after which I stop for a while.",
                        budget.failures(), budget.most()));
        return details;
    }

    @Override
    public Optional<Saying> alarm() {
        if (budget.isBlocked()) {
            return Optional.of(LogInBudget.BLOCKED);
        }
        try {
            var _ = system();
            var ill = ill(storage());
            return ill.isEmpty()
                    ? accounts.hindrance()
                    : Optional.of(andConditions(sentence("Look at the disks of the NAS."), ill));
        } catch (NasException e) {
            return switch (e.kind()) {
                case NOT_SIGNED_IN, NOT_PERMITTED, BROKEN -> Optional.of(e.saying());
                case AWAY, EXISTS, INVALID, NOT_FOUND, NO_SPACE -> Optional.empty();
            };
        }
    }

    /// Logs everybody out as far as DSM answers soon: it forgets by itself who is not.
    @Override
    public void close() {
        var farewells = new ArrayList<Runnable>(photos.farewells());
        farewells.add(filesSession::close);
        if (administrator != null) {
            farewells.add(administrator.session()::close);
        }
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        farewells.forEach(threads::execute);
        threads.shutdown();
        try {
            if (!threads.awaitTermination(farewell.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.info("DSM does not answer: Porter stops without logging out everywhere.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
        http.close();
    }
}
