package dev.playgate.edge.access;

import java.util.Optional;

/** Opens the {@link AccessWatch} of each connection of a viewer. */
public record AccessWatches(AccessLog log, Traces traces, AccessReader reader) {

    /** For one connection; empty: neither the log nor traces are on. */
    public Optional<AccessWatch> open() {
        return log.isOn() || traces.isOn() ? Optional.of(new AccessWatch(this)) : Optional.empty();
    }
}
