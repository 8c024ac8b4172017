@NullMarked
package dev.playgate;

import org.jspecify.annotations.NullMarked;
