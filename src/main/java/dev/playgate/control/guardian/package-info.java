/** The calls about organisations' deny and allow lists (product section 7). */
@NullMarked
package dev.playgate.control.guardian;

import org.jspecify.annotations.NullMarked;
