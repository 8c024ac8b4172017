package dev.playgate.control.registry;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import dev.playgate.catalog.Feature;
import dev.playgate.catalog.Organisation;

/** What an organisation has of a package. */
public enum PackageState {
    /** It is in force. */
    ENABLED,
    /** Of {@code secure}: what it would refuse is noted and let through. */
    SHADOW,
    /** The organisation does not have it. */
    DISABLED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty for what is no state. */
    static Optional<PackageState> of(String wireName) {
        return Arrays.stream(values()).filter(state -> state.wireName().equals(wireName)).findAny();
    }

    public static PackageState of(Organisation organisation, Feature feature) {
        if (!organisation.features().contains(feature)) {
            return DISABLED;
        }
        return feature == Feature.SECURE && organisation.shadow() ? SHADOW : ENABLED;
    }
}
