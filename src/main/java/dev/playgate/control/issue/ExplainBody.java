package dev.playgate.control.issue;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;

// @formatter:off
/** Describes the parameters of {@link ExplainCall} to people. */
@Schema(name = "Explain", additionalProperties = AdditionalPropertiesValue.FALSE)
record ExplainBody(
        @Schema(description = "The playback token or session ticket. Default: none is presented.")
        String token,

        @Schema(description = "The stream that is played, by name.", requiredMode = RequiredMode.REQUIRED)
        String stream,

        @Schema(description = "The viewer's address. Default: it is not known.")
        String ip,

        @Schema(description = "The page that plays, as a browser says it: an origin or a URL. Default: it says none.",
                example = "https://www.example.com/live")
        String page,

        @Schema(description = "When, in UNIX seconds. Default: now.")
        long time) {
    // @formatter:on
}
