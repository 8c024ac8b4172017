@NullMarked
package dev.playgate.control.api;

import org.jspecify.annotations.NullMarked;
