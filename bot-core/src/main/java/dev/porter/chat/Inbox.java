package dev.porter.chat;

import org.slf4j.LoggerFactory;

/// Where a platform delivers what people do.
@FunctionalInterface
public interface Inbox {
    /// Takes one happening in. It may be called from any thread and blocks while earlier ones of
    /// the same person are handled; a platform calls it in the order in which they happened. When
    /// it returns, all that was asked for is durable or was answered, and the platform may forget
    /// the happening. It throws only while nothing can be kept: then the platform delivers it
    /// again, for as long as it takes, and gives nothing up. The same event delivered again changes
    /// nothing.
    void receive(Incoming incoming);

    /// The same for a platform that tries until it is taken in.
    ///
    /// @return whether it was; otherwise it is to come again
    default boolean takes(Incoming incoming) {
        try {
            receive(incoming);
            return true;
        } catch (RuntimeException | Error e) {
            LoggerFactory.getLogger(Inbox.class)
                    .warn(
                            "{} was not taken in and comes again: {}",
                            incoming.origin().event(),
                            Failures.words(e));
            return false;
        }
    }
}
