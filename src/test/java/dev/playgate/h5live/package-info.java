/** H5Live as its player speaks it, against Playgate in front of the sample origin. */
@NullMarked
package dev.playgate.h5live;

import org.jspecify.annotations.NullMarked;
