@NullMarked
package dev.playgate.edge.h5live;

import org.jspecify.annotations.NullMarked;
