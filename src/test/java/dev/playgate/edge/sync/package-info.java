@NullMarked
package dev.playgate.edge.sync;

import org.jspecify.annotations.NullMarked;
