package dev.playgate.role;

import java.util.List;

/** The configuration cannot be used. The message names all faults, a line each. */
final class InvalidSettingsException extends RuntimeException {

    private final List<String> faults;

    InvalidSettingsException(List<String> faults) {
        super("the configuration has " + faults.size() + " fault(s):\n  " + String.join("\n  ", faults));
        this.faults = List.copyOf(faults);
    }

    List<String> faults() {
        return faults;
    }
}
