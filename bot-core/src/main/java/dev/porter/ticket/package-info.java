/// One-time links: what opens one thing, once, in a browser outside the chat.
@NullMarked
package dev.porter.ticket;

import org.jspecify.annotations.NullMarked;
