/// Chooses the backend that the administrator set.
@NullMarked
package dev.porter.gateway;

import org.jspecify.annotations.NullMarked;
