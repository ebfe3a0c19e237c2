/// Everything Porter holds of a person, for that person.
@NullMarked
package dev.porter.export;

import org.jspecify.annotations.NullMarked;
