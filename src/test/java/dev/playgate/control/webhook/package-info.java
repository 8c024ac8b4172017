@NullMarked
package dev.playgate.control.webhook;

import org.jspecify.annotations.NullMarked;
