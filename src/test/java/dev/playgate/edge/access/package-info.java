@NullMarked
package dev.playgate.edge.access;

import org.jspecify.annotations.NullMarked;
