/// An attachment's way to the NAS, and the receipt at its end.
@NullMarked
package dev.porter.backup;

import org.jspecify.annotations.NullMarked;
