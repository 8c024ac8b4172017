/** What is said of the requests that were answered: the access log, and traces. */
@NullMarked
package dev.playgate.edge.access;

import org.jspecify.annotations.NullMarked;
