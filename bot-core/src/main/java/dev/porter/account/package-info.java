/// Who may come in: asking for access, signing up, logging in, and what keeps an account safe.
@NullMarked
package dev.porter.account;

import org.jspecify.annotations.NullMarked;
