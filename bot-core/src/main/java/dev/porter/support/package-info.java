/// When something is wrong: guided help that ends at an administrator.
@NullMarked
package dev.porter.support;

import org.jspecify.annotations.NullMarked;
