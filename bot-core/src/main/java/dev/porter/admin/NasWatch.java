package dev.porter.admin;

import dev.porter.account.Administrators;
import dev.porter.chat.Button;
import dev.porter.chat.Message;
import dev.porter.durable.Durable;
import dev.porter.nas.Nas;
import dev.porter.schedule.Work;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Tells the administrators what the NAS needs of them, once, and when it is over.
public final class NasWatch implements Work {
    private static final Duration EVERY = Duration.ofMinutes(2);

    private final Nas nas;
    private final Administrators administrators;
    private final Durable durable;
    private final Clock clock;
    private @Nullable Told told;

    private record Told(String key, String words) {}

    /// Makes it.
    public NasWatch(Nas nas, Administrators administrators, Durable durable, Clock clock) {
        this.nas = nas;
        this.administrators = administrators;
        this.durable = durable;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "nas-watch";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public synchronized void run(String id) {
        var now = nas.alarm().orElse(null);
        var before = told;
        if (before != null && !before.words().equals(now)) {
            durable.commit(() ->
                    administrators.tellAgain(
                            before.key(),
                            Message.titled("The NAS is all right again", before.words())));
            told = null;
        }
        if (now != null && told == null) {
            var fresh = new Told("nas-alarm:" + clock.instant().toEpochMilli(), now);
            durable.commit(() ->
                    administrators.tell(
                            fresh.key(),
                            Message.titled(
                                    "The NAS needs you",
                                    now,
                                    Button.of("admin:storage", "Look at the NAS"))));
            told = fresh;
        }
    }
}
