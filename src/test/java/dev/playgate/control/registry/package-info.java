@NullMarked
package dev.playgate.control.registry;

import org.jspecify.annotations.NullMarked;
