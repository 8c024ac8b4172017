/**
 * The {@code demo} profile's sample origin, clip and player page. Nothing here is active in any other profile, and nothing
 * else depends on it.
 */
@NullMarked
package dev.playgate.demo;

import org.jspecify.annotations.NullMarked;
