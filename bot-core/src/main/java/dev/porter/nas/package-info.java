/// What Porter needs of a NAS, as small ports; a backend says what it can do.
@NullMarked
package dev.porter.nas;

import org.jspecify.annotations.NullMarked;
