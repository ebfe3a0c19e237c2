/// The parts of `/actuator/health`.
@NullMarked
package dev.porter.health;

import org.jspecify.annotations.NullMarked;
