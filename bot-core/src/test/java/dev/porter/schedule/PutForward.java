package dev.porter.schedule;

/// What follows when the clock of a test was put forward.
public final class PutForward {
    private PutForward() {}

    /// The schedule looks at once for what has become due.
    public static void seenBy(DbSchedule schedule) {
        schedule.look();
    }
}
