/** Following the registry's change feed, and the catalog on disk with which an edge starts when it cannot. */
@NullMarked
package dev.playgate.edge.sync;

import org.jspecify.annotations.NullMarked;
