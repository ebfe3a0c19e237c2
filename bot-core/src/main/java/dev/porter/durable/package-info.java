/// What a commit means: how the database keeps its promises when the power goes.
@NullMarked
package dev.porter.durable;

import org.jspecify.annotations.NullMarked;
