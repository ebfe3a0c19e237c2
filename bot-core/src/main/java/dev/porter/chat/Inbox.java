package dev.porter.chat;

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
}
