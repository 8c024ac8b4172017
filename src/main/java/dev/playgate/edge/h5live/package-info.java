/** WebSockets: H5Live with its close codes and switches, and others that are only let through or refused. */
@NullMarked
package dev.playgate.edge.h5live;

import org.jspecify.annotations.NullMarked;
