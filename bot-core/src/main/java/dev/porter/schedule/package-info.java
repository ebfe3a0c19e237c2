/// Work that must be done later, however often Porter is stopped in between.
@NullMarked
package dev.porter.schedule;

import org.jspecify.annotations.NullMarked;
