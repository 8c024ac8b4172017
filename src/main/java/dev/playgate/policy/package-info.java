/** The decision. No Spring, no Reactor, no clock: plain values in, a {@code Decision} out. */
@NullMarked
package dev.playgate.policy;

import org.jspecify.annotations.NullMarked;
