/// The chat page: Porter in a browser on this machine, with no token and no account elsewhere.
@NullMarked
package dev.porter.web;

import org.jspecify.annotations.NullMarked;
