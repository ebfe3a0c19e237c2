package dev.porter.gateway.synology;

import dev.porter.nas.NasException;
import dev.porter.nas.NasException.Kind;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Follows DSM's work in the background to its end.
final class DsmTasks {
    private static final int NO_SUCH_TASK = 599;
    private static final long SLOWEST_BYTES_PER_SECOND = 5L << 20;

    private final DsmClient client;
    private final Clock clock;

    DsmTasks(DsmClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /// How long a slow DSM reads so many bytes.
    static Duration reading(long bytes) {
        return Duration.ofSeconds(bytes / SLOWEST_BYTES_PER_SECOND);
    }

    /// Starts a task and waits for it.
    ///
    /// @param most how long at most, besides the usual time
    /// @return its last status; empty when DSM has lost it, so that only the result can tell
    /// @throws DsmRefusal when it cannot be started
    /// @throws NasException `AWAY` when it takes too long
    Optional<JsonNode> run(DsmCall start, Duration most) {
        var id = DsmAnswers.text(client.call(start).path("taskid"));
        if (id.isEmpty()) {
            throw new NasException(Kind.BROKEN, "DSM names no task for " + start + ".");
        }
        return follow(start, id, most);
    }

    private Optional<JsonNode> follow(DsmCall start, String id, Duration most) {
        var api = start.api();
        var deadline = clock.instant().plus(client.pace().task()).plus(most);
        var patience = client.pace().lost().dividedBy(start.safe() ? 3 : 1);
        var unknown = Duration.ZERO;
        for (int looks = 0; ; looks++) {
            var known = false;
            try {
                var status = client.call(DsmCall.ask(api, "status").with("taskid", id));
                if (DsmAnswers.yes(status.path("finished"))) {
                    return Optional.of(status);
                }
                known = true;
            } catch (DsmRefusal refusal) {
                if (refusal.code() != NO_SUCH_TASK) {
                    throw refusal;
                }
                if (unknown.compareTo(patience) >= 0) {
                    if (start.safe()) {
                        stop(api, id); // it may run, and is started again
                    }
                    return Optional.empty();
                }
            }
            if (clock.instant().isAfter(deadline)) {
                stop(api, id);
                throw new NasException(
                        Kind.AWAY, "DSM does not finish a task of " + api.id() + " in time.");
            }
            var rested = rest(looks);
            unknown = known ? Duration.ZERO : unknown.plus(rested);
        }
    }

    /// The first looks follow fast, because a small task is finished and forgotten soon.
    ///
    /// @return how long it was
    private Duration rest(int looks) {
        if (looks >= 4) {
            return client.rest(looks - 3);
        }
        var pause = client.pace().pause().dividedBy(10L).multipliedBy(looks + 1L);
        DsmHttp.pause(pause);
        return pause;
    }

    private void stop(DsmApi api, String id) {
        try {
            var _ = client.call(DsmCall.order(api, "stop").with("taskid", id));
        } catch (DsmRefusal | NasException e) {
            // It is stopped for tidiness only.
        }
    }
}
