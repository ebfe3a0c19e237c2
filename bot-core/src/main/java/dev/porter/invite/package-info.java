/// Inviting somebody: a secret that lets its holder ask for an account.
@NullMarked
package dev.porter.invite;

import org.jspecify.annotations.NullMarked;
