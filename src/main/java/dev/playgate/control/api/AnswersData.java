package dev.playgate.control.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

// @formatter:off
/** What the API's description says of the answers of a call that has data. */
@ApiResponse(responseCode = "200", description = "What the call was made for, as data.", content = @Content(
        mediaType = ApiDescription.JSON, schema = @Schema(implementation = Envelope.Success.class)))
@ApiResponse(responseCode = "default", description = "The call did nothing; see errorCode.", content = @Content(
        mediaType = ApiDescription.JSON, schema = @Schema(implementation = Envelope.Failure.class)))
// @formatter:on
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface AnswersData {
}
