/// How Porter stops: within ten seconds, whatever hangs.
@NullMarked
package dev.porter.stop;

import org.jspecify.annotations.NullMarked;
