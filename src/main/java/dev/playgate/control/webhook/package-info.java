/** Tells organisations of changes of their streams, by calling a URL that each has set. */
@NullMarked
package dev.playgate.control.webhook;

import org.jspecify.annotations.NullMarked;
