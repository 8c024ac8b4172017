package dev.playgate.token;

import java.util.List;

/** Keys or secrets that are not admitted, with all faults. Neither message nor faults hold any of the material. */
public final class KeyMaterialException extends Exception {

    private final List<String> faults;

    KeyMaterialException(List<String> faults) {
        super(String.join("; ", faults));
        this.faults = List.copyOf(faults);
    }

    /** At least one. */
    public List<String> faults() {
        return faults;
    }
}
