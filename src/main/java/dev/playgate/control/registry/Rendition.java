package dev.playgate.control.registry;

import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What a stream's picture is, as far as its organisation says.
 *
 * @param width in pixels
 * @param height in pixels
 * @param bitrate in kbit/s
 * @param fps frames in a second
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Rendition(Optional<Integer> width, Optional<Integer> height, Optional<Integer> bitrate,
        Optional<Integer> fps) {

    /** Nothing is said. */
    public static final Rendition UNKNOWN = new Rendition(Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty());

    /** With what the other says over it. */
    Rendition with(Rendition other) {
        return new Rendition(other.width.or(() -> width), other.height.or(() -> height),
                other.bitrate.or(() -> bitrate), other.fps.or(() -> fps));
    }
}
