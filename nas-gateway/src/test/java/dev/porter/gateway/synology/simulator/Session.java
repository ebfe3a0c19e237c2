package dev.porter.gateway.synology.simulator;

/// A log-in that DSM remembers.
///
/// @param token the anti-forgery token that every request must carry; empty when none was asked for
/// @param version of the log-in: it decides what an administrator may change
record Session(String sid, Account account, String token, int version) {}
