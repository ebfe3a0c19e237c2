/// Bringing files from the NAS into their owners' chats.
@NullMarked
package dev.porter.delivery;

import org.jspecify.annotations.NullMarked;
