/// Pictures, by when they were stored.
@NullMarked
package dev.porter.photos;

import org.jspecify.annotations.NullMarked;
