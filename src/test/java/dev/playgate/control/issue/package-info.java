@NullMarked
package dev.playgate.control.issue;

import org.jspecify.annotations.NullMarked;
