/// Where the product is put together.
@NullMarked
package dev.porter.core;

import org.jspecify.annotations.NullMarked;
