package dev.porter.admin;

import static dev.porter.language.Language.tr;

import dev.porter.chat.Message;
import dev.porter.chat.Sizes;
import java.util.function.LongSupplier;

/// Tells the administrators when the disk of the data folder is nearly full, as long as that can
/// still be written down.
public final class DiskWatch {
    private static final String FULL = "disk";
    private static final long LITTLE = 1L << 30;

    private final LongSupplier free;
    private final Alarms alarms;

    /// @param free how many bytes Porter may still write there
    DiskWatch(LongSupplier free, Alarms alarms) {
        this.free = free;
        this.alarms = alarms;
    }

    /// Looks once.
    public synchronized void look() {
        var left = free.getAsLong();
        if (left < LITTLE) {
            alarms.raise(
                    FULL,
                    () ->
                            Message.titled(
                                    tr("⚠ The disk that I run on is nearly full"),
                                    tr(
                                            "Only %s are free in my data folder. When it is full I take nothing in any"
                                                    + " more; what is on the NAS is not touched. Please make"
                                                    + " room.",
                                            Sizes.words(left))));
        } else if (left >= 2 * LITTLE) {
            alarms.over(
                    FULL, () -> Message.of(tr("✅ There is room again on the disk that I run on.")));
        }
    }
}
