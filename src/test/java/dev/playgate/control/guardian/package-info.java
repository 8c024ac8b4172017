@NullMarked
package dev.playgate.control.guardian;

import org.jspecify.annotations.NullMarked;
