@NullMarked
package dev.playgate.edge.authorize;

import org.jspecify.annotations.NullMarked;
