@NullMarked
package dev.playgate.control.account;

import org.jspecify.annotations.NullMarked;
