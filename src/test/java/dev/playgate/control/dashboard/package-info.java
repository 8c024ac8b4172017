@NullMarked
package dev.playgate.control.dashboard;

import org.jspecify.annotations.NullMarked;
