/// How Porter talks: one turn at a time with each person, the open question kept over restarts.
@NullMarked
package dev.porter.conversation;

import org.jspecify.annotations.NullMarked;
