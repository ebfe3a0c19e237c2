package dev.porter.nas;

import java.time.Instant;

/// A file or folder as the NAS lists it.
///
/// @param size in bytes; 0 for a folder
public record NasEntry(NasPath path, boolean folder, long size, Instant modified) {}
