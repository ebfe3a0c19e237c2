/// Everything Porter holds of a person, for that person, and how it is forgotten.
@NullMarked
package dev.porter.export;

import org.jspecify.annotations.NullMarked;
