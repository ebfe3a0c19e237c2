/// The disk of this computer: what is kept on it, and how much room it has.
@NullMarked
package dev.porter.disk;

import org.jspecify.annotations.NullMarked;
