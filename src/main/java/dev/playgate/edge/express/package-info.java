/** The express lane: plain HTTP media from channel to channel, on the viewer's event loop. */
@NullMarked
package dev.playgate.edge.express;

import org.jspecify.annotations.NullMarked;
