package dev.porter.chaos;

/// The steps of a file's way that can be seen from outside, in their order. Each is the last moment
/// before something is done, or the first after it.
enum Step {
    /// Telegram is about to hand an update over.
    OFFERED,

    /// What has come is in the journal; the database need not have it yet.
    WRITTEN_DOWN,

    /// Telegram is about to hear that it was taken.
    CONFIRMING,

    /// Telegram has forgotten it.
    CONFIRMED,

    /// Where its bytes are is about to be asked.
    LOCATING,

    /// Its bytes are about to come.
    FETCHING,

    /// Its last byte has left Telegram.
    FETCHED,

    /// Its first bytes come to this computer, because the NAS is away.
    SPOOLING,

    /// This computer has all its bytes.
    SPOOLED,

    /// Its first bytes come to the NAS.
    WRITING,

    /// The NAS has all its bytes under their temporary name; they are not read back.
    WRITTEN,

    /// It has its final name; the catalogue need not have it yet.
    NAMED,

    /// It is in the catalogue; its receipt is about to be shown.
    PROMISING,

    /// Its receipt is to be read; Porter does not know that.
    PROMISED;

    /// Whether it is only passed while the NAS is away.
    boolean needsSpool() {
        return this == SPOOLING || this == SPOOLED;
    }
}
