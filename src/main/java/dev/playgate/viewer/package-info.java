/** Who watches, as far as a request shows: the address and the page. */
@NullMarked
package dev.playgate.viewer;

import org.jspecify.annotations.NullMarked;
