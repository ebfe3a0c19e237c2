/// Porter under fire: the real jar, killed and hindered at random while people send files, and
/// every receipt held against the bytes on the NAS. Not part of the usual tests: `mvn -Pchaos
/// verify`.
@NullMarked
package dev.porter.chaos;

import org.jspecify.annotations.NullMarked;
