package dev.playgate.policy;

import java.time.Instant;
import java.util.Optional;

import dev.playgate.viewer.IpAddress;

/**
 * Whose proofs are counted, and when: not what is judged, which may be made up.
 *
 * @param now of this machine's clock
 */
public record Asker(Optional<IpAddress> address, Instant now) {}
