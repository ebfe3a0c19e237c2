/// The languages that Porter speaks.
@NullMarked
package dev.porter.language;

import org.jspecify.annotations.NullMarked;
