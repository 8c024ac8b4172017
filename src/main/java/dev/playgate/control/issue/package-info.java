/** The token API: playback tokens created and verified (product section 4). */
@NullMarked
package dev.playgate.control.issue;

import org.jspecify.annotations.NullMarked;
