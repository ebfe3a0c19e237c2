package dev.porter.admin;

import dev.porter.account.Administrators;
import dev.porter.chat.Message;
import dev.porter.chat.Sizes;
import dev.porter.durable.Durable;
import java.time.Clock;
import java.util.function.LongSupplier;

/// Tells the administrators when the disk of the data folder is nearly full, as long as that can
/// still be written down.
public final class DiskWatch {
    private static final long LITTLE = 1L << 30;

    private final LongSupplier free;
    private final Administrators administrators;
    private final Durable durable;
    private final Clock clock;
    private String told = "";

    /// @param free how many bytes Porter may still write there
    DiskWatch(LongSupplier free, Administrators administrators, Durable durable, Clock clock) {
        this.free = free;
        this.administrators = administrators;
        this.durable = durable;
        this.clock = clock;
    }

    /// Looks once.
    public synchronized void look() {
        var left = free.getAsLong();
        if (left < LITTLE && told.isEmpty()) {
            var key = "disk:" + clock.instant().toEpochMilli();
            var message =
                    Message.titled(
                            "⚠ The disk that I run on is nearly full",
                            ("Only %s are free in my data folder. When it is full I take nothing in any"
                                            + " more; what is on the NAS is not touched. Please make"
                                            + " room.")
                                    .formatted(Sizes.words(left)));
            durable.commit(() -> administrators.tell(key, message));
            told = key;
        } else if (left > 2 * LITTLE && !told.isEmpty()) {
            var over = Message.of("✅ There is room again on the disk that I run on.");
            var key = told;
            durable.commit(() -> administrators.tellAgain(key, over));
            told = "";
        }
    }
}
