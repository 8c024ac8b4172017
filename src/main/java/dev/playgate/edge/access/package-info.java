/** The access log: a line for each request that was answered. */
@NullMarked
package dev.playgate.edge.access;

import org.jspecify.annotations.NullMarked;
