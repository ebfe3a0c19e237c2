package dev.porter.gateway.synology.simulator;

/// A log-in that DSM remembers.
///
/// @param token the anti-forgery token that every request must carry; empty when none was asked for
/// @param name under which the client logged in; a second one under the same name ends the first
/// @param version of the log-in: it decides what an administrator may change
record Session(String sid, Account account, String token, String name, int version) {}
