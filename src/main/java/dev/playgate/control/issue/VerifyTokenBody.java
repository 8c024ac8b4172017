package dev.playgate.control.issue;

import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;

/** Describes the parameters of {@link VerifyCall} to people. */
@Schema(name = "VerifyToken", additionalProperties = AdditionalPropertiesValue.FALSE)
record VerifyTokenBody(
        @Schema(description = "The playback token, a JWT.", requiredMode = RequiredMode.REQUIRED) String token) {}
