package dev.porter.chat;

import java.time.Instant;
import java.util.Map;

/// The chats with others in which every file is backed up for the member who posts it. A platform
/// that hears such chats ([ChatPlatform#hears]) delivers what is posted there, also what came while
/// Porter was away.
@FunctionalInterface
public interface DropPlaces {
    /// All of them by now, with since when.
    Map<ChatId, Instant> since();
}
