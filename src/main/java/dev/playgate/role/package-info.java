/** Which role has which parts: the wiring. May import all, imported by none. */
@NullMarked
package dev.playgate.role;

import org.jspecify.annotations.NullMarked;
