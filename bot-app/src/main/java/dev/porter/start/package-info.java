/// What is looked at before Porter starts, and the one sentence when it cannot.
@NullMarked
package dev.porter.start;

import org.jspecify.annotations.NullMarked;
