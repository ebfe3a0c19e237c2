/// Telegram as a chat platform: one bot, in private chats, over the Bot API.
@NullMarked
package dev.porter.telegram;

import org.jspecify.annotations.NullMarked;
