/// What must never be seen: secrets in hand, secrets at rest, and how often one may guess.
@NullMarked
package dev.porter.secret;

import org.jspecify.annotations.NullMarked;
