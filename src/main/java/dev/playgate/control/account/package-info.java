/** Who signs in, and what users and operators there are (product section 1). */
@NullMarked
package dev.playgate.control.account;

import org.jspecify.annotations.NullMarked;
