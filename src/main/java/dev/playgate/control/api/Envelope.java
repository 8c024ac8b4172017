package dev.playgate.control.api;

import io.swagger.v3.oas.annotations.media.Schema;

/** What every answer of the API is (product section 4). */
public sealed interface Envelope {

    /**
     * The call did what it was asked.
     *
     * @param success always true
     * @param data what the call was made for
     */
    @Schema(name = "Success")
    record Success(@Schema(allowableValues = "true") boolean success, Object data) implements Envelope {

        Success(Object data) {
            this(true, data);
        }
    }

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
