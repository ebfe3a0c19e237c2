package dev.porter.chat;

/// What a sign on a message says of the files in it.
public enum Mark {
    /// They wait, and go on by themselves.
    WAITING,
    /// They are on their way.
    WORKING,
    /// All are stored and verified.
    STORED,
    /// Not all could be stored; their owner is told more in private.
    FAILED
}
