package dev.porter.nas;

/// What identifies the content of a file.
///
/// @param size in bytes
/// @param sha256 in lower-case hexadecimal: the identity
/// @param md5 in lower-case hexadecimal: only because some NAS compute nothing else by themselves,
///   and only against accidents
public record Fingerprint(long size, String sha256, String md5) {}
