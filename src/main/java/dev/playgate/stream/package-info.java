/** The words: organisation, stream group, stream, and the playout target that a request names. */
@NullMarked
package dev.playgate.stream;

import org.jspecify.annotations.NullMarked;
