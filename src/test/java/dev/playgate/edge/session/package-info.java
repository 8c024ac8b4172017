@NullMarked
package dev.playgate.edge.session;

import org.jspecify.annotations.NullMarked;
