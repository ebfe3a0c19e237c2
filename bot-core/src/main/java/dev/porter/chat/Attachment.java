package dev.porter.chat;

import org.jspecify.annotations.Nullable;

/// A file as the platform hands it over. The bytes are fetched with [ChatPlatform#open], maybe much
/// later and after a restart.
///
/// @param platform the name of the [ChatPlatform] that holds it
/// @param key its identity on that platform, at most 400 characters: the same when the same message
///   is delivered again, another when the person sends the file again
/// @param reference what the platform needs to open it, at most 1,000 characters; no secret of
///   Porter's, such as a token. Where a platform knows a file by nothing else, it is an address by
///   which anybody can fetch that one file for some hours, so it is written to no log
/// @param name what the person calls it; untrusted, maybe empty
/// @param mediaType what the platform claims it is
/// @param size in bytes, as the platform claims; -1 when it does not say
/// @param recompressed whether the platform changes the bytes of what is sent like this, such as a
///   photo that was not sent as a file
/// @param bunch what was sent together carries the same value, at most 200 characters
public record Attachment(
        String platform,
        String key,
        String reference,
        String name,
        @Nullable String mediaType,
        long size,
        boolean recompressed,
        @Nullable String bunch) {}
