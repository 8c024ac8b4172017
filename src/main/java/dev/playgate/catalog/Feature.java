package dev.playgate.catalog;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** A package of product section 1 that an organisation has enabled or not; its wire name is {@link #wireName()}. */
public enum Feature {
    /** Every playout needs a token (product section 2). */
    SECURE("secure"), H5LIVE("h5live"), WEBCASTER("webcaster"), TRANSCODING("transcoding"), LIVE_PROCESSING(
            "live-processing"), VOD("vod"), METADATA("metadata");

    private final String wireName;

    Feature(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** Empty for what is no package. */
    public static Optional<Feature> of(String wireName) {
        return Arrays.stream(values()).filter(feature -> feature.wireName.equals(wireName)).findAny();
    }

    /** All of them, for people. */
    public static String wireNames() {
        return Arrays.stream(values()).map(Feature::wireName).collect(Collectors.joining(", "));
    }
}
