/** Playback tokens and session tickets: reading, proving, signing, and the keys for it. */
@NullMarked
package dev.playgate.token;

import org.jspecify.annotations.NullMarked;
