/// What Porter says unasked, durably, and can change later.
@NullMarked
package dev.porter.notice;

import org.jspecify.annotations.NullMarked;
