/// What Porter needs of a chat platform, and all that a platform needs to know of Porter.
@NullMarked
package dev.porter.chat;

import org.jspecify.annotations.NullMarked;
