/// Bringing stored files back into the chat, whole or not at all.
@NullMarked
package dev.porter.restore;

import org.jspecify.annotations.NullMarked;
