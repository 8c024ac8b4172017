/** What an edge does before its first viewer comes. */
@NullMarked
package dev.playgate.edge.warmup;

import org.jspecify.annotations.NullMarked;
