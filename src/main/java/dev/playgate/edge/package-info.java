/** The gateway: facts in, {@code Gatekeeper}, then the origin or a refusal. */
@NullMarked
package dev.playgate.edge;

import org.jspecify.annotations.NullMarked;
