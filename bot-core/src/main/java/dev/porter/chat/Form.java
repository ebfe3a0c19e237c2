package dev.porter.chat;

/// One field to fill in apart from the chat's text. The answer arrives as an [Incoming.Submission];
/// a platform without forms ([Features#forms]) ignores it, and the person types the answer. One
/// that is not secret may be left out wherever the person can type all the same.
///
/// @param label what to fill in, at most 45 characters
/// @param secret whether it must not be readable on the screen where the platform can hide it, and
///   never be kept
public record Form(String label, boolean secret) {}
