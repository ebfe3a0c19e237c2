/// Discord as a chat platform. JDA keeps the session, paces requests and streams uploads; what
/// comes in is read from Discord's own JSON, which says more than JDA's model does (the name a file
/// had) and is never lost for a field that is missing.
@NullMarked
package dev.porter.discord;

import org.jspecify.annotations.NullMarked;
