/// The parts of `/actuator/health`, and who may ask for it.
@NullMarked
package dev.porter.health;

import org.jspecify.annotations.NullMarked;
