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

import dev.playgate.control.api.ApiDescription;
import dev.playgate.control.api.Envelope;

// @formatter:off
/** What the API's description says of {@code POST /api/v1/splay/verify}. */
@Operation(
        summary = "Verify a playback token",
        description = """
                Says whether the token is genuine, not revoked, and within its time. Which viewer and stream it opens is
                judged where they ask. Needs no credentials.
                """,
        requestBody = @RequestBody(required = true, content = @Content(
                mediaType = ApiDescription.JSON, schema = @Schema(implementation = VerifyTokenBody.class))))
@ApiResponse(responseCode = "200", description = "The token is in force; it is what was sent.", content = @Content(
        mediaType = ApiDescription.JSON, schema = @Schema(implementation = Envelope.Success.class)))
@ApiResponse(responseCode = "400",
        description = "errorCode 1000: the parameter is missing or malformed. errorCode 2004: malformed JWT.",
        content = @Content(
                mediaType = ApiDescription.JSON, schema = @Schema(implementation = Envelope.Failure.class)))
@ApiResponse(responseCode = "403",
        description = "errorCode 1002: the token does not verify; the message says which way.",
        content = @Content(
                mediaType = ApiDescription.JSON, schema = @Schema(implementation = Envelope.Failure.class)))
@ApiResponse(responseCode = "429",
        description = "errorCode 4290: too many tokens from this address did not verify.",
        content = @Content(
                mediaType = ApiDescription.JSON, schema = @Schema(implementation = Envelope.Failure.class)))
@ApiResponse(responseCode = "503",
        description = "errorCode 5030: cannot be told now; see `Retry-After`.",
        content = @Content(
                mediaType = ApiDescription.JSON, schema = @Schema(implementation = Envelope.Failure.class)))
// @formatter:on
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface DescribesVerification {
}
