package dev.playgate.control.registry;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with one registry file, in the order of the file. */
final class Faults {

    /** One wrong edit can spoil every line of a large file; nobody reads more than this. */
    private static final int MAXIMUM = 100;

    private final List<String> faults = new ArrayList<>();
    private int omitted;

    /**
     * Notes a fault.
     *
     * @param path such as {@code organisations[1].hash}
     * @param message what is wrong; never the value, which may be a secret in the wrong place
     */
    void add(String path, String message) {
        if (faults.size() < MAXIMUM) {
            faults.add(path + ": " + message);
        } else {
            omitted++;
        }
    }

    boolean isEmpty() {
        return faults.isEmpty();
    }

    List<String> toList() {
        List<String> all = new ArrayList<>(faults);
        if (omitted > 0) {
            all.add("and " + omitted + " more");
        }
        return List.copyOf(all);
    }
}
