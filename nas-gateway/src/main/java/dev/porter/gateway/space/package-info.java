/// How much room the homes take, where that is expensive to find out.
@NullMarked
package dev.porter.gateway.space;

import org.jspecify.annotations.NullMarked;
