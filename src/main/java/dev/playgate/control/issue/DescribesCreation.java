package dev.playgate.control.issue;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;

import dev.playgate.control.api.ApiDescription;
import dev.playgate.control.api.Envelope;

// @formatter:off
/** What the API's description says of {@code POST /api/v1/splay}. */
@Operation(
        summary = "Create a playback token",
        description = """
                Exactly one target: `streams`, `groupid` or `orgawide`. Whatever the target, the token opens only
                streams of the organisation whose API key it is created with. The organisation needs the package
                `secure`.
                """,
        security = @SecurityRequirement(name = ApiDescription.API_KEY_SCHEME),
        requestBody = @RequestBody(required = true, content = @Content(
                mediaType = ApiDescription.JSON, schema = @Schema(implementation = CreateTokenBody.class))))
@ApiResponse(responseCode = "200", description = "The token.", content = @Content(
        mediaType = ApiDescription.JSON, schema = @Schema(implementation = Envelope.Success.class)))
@ApiResponse(responseCode = "400",
        description = "errorCode 1000: a parameter is missing, unknown or malformed; the message names it.",
        content = @Content(
                mediaType = ApiDescription.JSON, schema = @Schema(implementation = Envelope.Failure.class)))
@ApiResponse(responseCode = "403",
        description = "errorCode 1001: the API key is not valid, or the organisation may not create tokens.",
        content = @Content(
                mediaType = ApiDescription.JSON, schema = @Schema(implementation = Envelope.Failure.class)))
// @formatter:on
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface DescribesCreation {
}
