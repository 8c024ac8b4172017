package dev.playgate.control.registry;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Values of one kind that may stand once in the whole file. */
final class Uniqueness {

    private final Map<Object, String> holders = new HashMap<>();
    private final Faults faults;

    Uniqueness(Faults faults) {
        this.faults = faults;
    }

    /** Notes a fault that names both places when another place has the value. */
    void claim(Object value, String path) {
        @Nullable
        String holder = holders.putIfAbsent(value, path);
        if (holder != null) {
            faults.add(path, "is the same as " + holder);
        }
    }
}
