/// The whole application, played as people play it.
@NullMarked
package dev.porter.app;

import org.jspecify.annotations.NullMarked;
