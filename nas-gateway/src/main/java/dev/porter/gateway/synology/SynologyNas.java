package dev.porter.gateway.synology;

import dev.porter.gateway.synology.SynologySettings.Checked;
import dev.porter.nas.Nas;
import dev.porter.nas.NasAccounts;
import dev.porter.nas.NasException;
import dev.porter.nas.NasFiles;
import dev.porter.nas.UserName;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
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
    private final DsmHttp http;
    private final DsmSession filesSession;
    private final DsmClient filesClient;
    private final @Nullable DsmSession adminSession;
    private final @Nullable DsmClient adminClient;
    private final String homes;
    private final SynologyFiles files;
    private final SynologyAccounts accounts;

    /// @throws IllegalArgumentException with one sentence for the administrator when a setting is
    ///   wrong or missing
    public SynologyNas(SynologySettings settings, Clock clock) {
        this(settings.checked(), DsmPace.USUAL, clock);
    }

    SynologyNas(Checked settings, DsmPace pace, Clock clock) {
        this.clock = clock;
        var address = HttpUrl.get(settings.address().toString());
        http = new DsmHttp(address, settings.trust(), pace, clock);
        var directory = new DsmDirectory(http);
        var auth = new DsmAuth(http, directory, new LogInBudget(clock));
        filesSession =
                new DsmSession(
                        auth, settings.files(), DsmAuth.FILES, SynologySettings.PREFIX, clock);
        filesClient = new DsmClient(http, directory, filesSession, pace);
        var administrator = settings.administrator().orElse(null);
        adminSession =
                administrator == null
                        ? null
                        : new DsmSession(
                                auth,
                                administrator,
                                "Porter-" + random(),
                                SynologySettings.PREFIX + "admin-",
                                clock);
        adminClient =
                adminSession == null ? null : new DsmClient(http, directory, adminSession, pace);
        if (administrator != null
                && administrator.account().equalsIgnoreCase(settings.files().account())) {
            LOG.warn(
                    "One DSM account does both works: give files a service account without"
                            + " administrator rights as porter.nas.synology.username.");
        }
        homes = settings.homes();
        files = new SynologyFiles(filesClient, homes, this::quota, clock);
        accounts =
                new SynologyAccounts(
                        adminClient,
                        settings.files().account(),
                        files,
                        auth,
                        settings.onboarding(),
                        homes.split("/", -1)[1]);
    }

    /// Another session name for each process: a second log-in under the same one ends the first.
    private static String random() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    }

    private OptionalLong quota(UserName owner) {
        return accounts.quota(owner);
    }

    @Override
    public String place() {
        return "the Synology NAS";
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
    public Health health() {
        try {
            var system = filesClient.call(DsmCall.ask(DsmApi.SYSTEM, "getinfo"));
            var free = files.free();
            if (free.isEmpty()) {
                return new Health(
                        false,
                        "DSM shows %s no folder %s: give it the permission to read and write it."
                                .formatted(filesClient.account(), homes),
                        -1);
            }
            var model = DsmAnswers.text(system.path("model"));
            var version = DsmAnswers.text(system.path("version_string"));
            return new Health(
                    true,
                    "Synology %s with %s%s.".formatted(model, version, volumes()),
                    free.getAsLong());
        } catch (NasException e) {
            return new Health(false, e.getMessage() + lastAnswer(), -1);
        } catch (DsmRefusal e) {
            return new Health(false, e.getMessage() + lastAnswer(), -1);
        }
    }

    private String lastAnswer() {
        return http.lastAnswer()
                .map(last -> Duration.between(last, clock.instant()).toMinutes())
                .map(" It answered last %d minutes ago."::formatted)
                .orElse("");
    }

    /// What an administrator has to know of the disks; nothing when all is well or nobody may ask.
    private String volumes() {
        var client = adminClient;
        if (client == null) {
            return "";
        }
        try {
            return ill(client.call(DsmCall.ask(DsmApi.STORAGE, "load_info")));
        } catch (DsmRefusal e) {
            return "";
        } catch (NasException e) {
            return "; accounts cannot be worked on: "
                    + String.valueOf(e.getMessage()).replaceFirst("\\.$", "");
        }
    }

    /// Reads which volumes are not well.
    static String ill(JsonNode storage) {
        return DsmAnswers.elements(storage.path("volumes")).stream()
                .filter(volume -> !DsmAnswers.text(volume.path("status")).isEmpty())
                .filter(volume -> !DsmAnswers.text(volume.path("status")).equals("normal"))
                .map(volume ->
                        "; %s is %s"
                                .formatted(
                                        DsmAnswers.text(volume.path("id")),
                                        DsmAnswers.text(volume.path("status"))))
                .collect(Collectors.joining());
    }

    /// Logs out.
    @Override
    public void close() {
        filesSession.close();
        if (adminSession != null) {
            adminSession.close();
        }
        http.close();
    }
}
