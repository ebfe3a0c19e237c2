package dev.porter.chat;

/// What a platform can do, as data.
///
/// @param largestIn the largest attachment in bytes that can be fetched from it
/// @param largestOut the largest file in bytes that can be sent with it
/// @param forms whether it shows a [Form]: then a secret is taken in a form only; without, it is
///   typed and its message deleted
/// @param deletesIncoming whether a person's own message can be deleted
public record Features(long largestIn, long largestOut, boolean forms, boolean deletesIncoming) {}
