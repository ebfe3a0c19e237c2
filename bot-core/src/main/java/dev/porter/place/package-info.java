/// Chats with others, and what an administrator has chosen them for.
@NullMarked
package dev.porter.place;

import org.jspecify.annotations.NullMarked;
