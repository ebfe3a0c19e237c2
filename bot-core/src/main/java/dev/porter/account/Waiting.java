package dev.porter.account;

import dev.porter.chat.Message;
import java.time.Instant;

/// A question that waits for whichever administrator decides first.
///
/// @param key under which all of them were asked, see [Administrators#tell]
/// @param since when it was asked
/// @param question as they were asked it
public record Waiting(String key, Instant since, Message question) {}
