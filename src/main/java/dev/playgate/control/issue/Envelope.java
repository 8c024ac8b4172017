package dev.playgate.control.issue;

import io.swagger.v3.oas.annotations.media.Schema;

/** What every answer of the API is (product section 4). */
sealed interface Envelope {

    /**
     * The call did what it was asked.
     *
     * @param success always true
     */
    @Schema(name = "Success")
    record Success(@Schema(allowableValues = "true") boolean success, Data data) implements Envelope {

        Success(String token) {
            this(true, new Data(token));
        }
    }

    /** What the call was made for. */
    @Schema(name = "Data")
    record Data(@Schema(description = "The playback token, a JWT.") String token) {}

    /**
     * The call did nothing.
     *
     * @param success always false
     */
    // @formatter:off
    @Schema(name = "Failure")
    record Failure(
            @Schema(allowableValues = "false")
            boolean success,

            @Schema(description = "Stable: what kind of failure it is.", example = "1000")
            int errorCode,

            @Schema(description = "What is wrong, naming the parameter. Never holds what was sent.",
                    example = "Parameter required: streams, groupid or orgawide")
            String message) implements Envelope {
        // @formatter:on

        Failure(int errorCode, String message) {
            this(false, errorCode, message);
        }
    }
}
