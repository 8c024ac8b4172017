@NullMarked
package dev.playgate.edge.express;

import org.jspecify.annotations.NullMarked;
