package dev.porter.nas;

import java.util.OptionalLong;

/// Room for one account's files, in bytes.
///
/// @param used what the home holds
/// @param quota how much it may hold; empty when nobody set a limit
/// @param free how much can still be written now, whatever the quota says
public record Space(long used, OptionalLong quota, long free) {}
