package dev.playgate.control.registry;

import java.util.List;

/** A registry file that is refused as a whole. The message holds every fault, one a line. */
public final class InvalidRegistryException extends RuntimeException {

    private final List<String> faults;

    InvalidRegistryException(List<String> faults) {
        super("the registry is refused:\n  " + String.join("\n  ", faults));
        this.faults = List.copyOf(faults);
    }

    /** Each with its path in the file, such as {@code organisations[1].hash: must be ...}. */
    public List<String> faults() {
        return faults;
    }
}
