/// What an administrator sets for all of Porter.
@NullMarked
package dev.porter.settings;

import org.jspecify.annotations.NullMarked;
