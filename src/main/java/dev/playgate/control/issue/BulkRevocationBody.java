package dev.playgate.control.issue;

import java.util.List;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;

// @formatter:off
/** Describes the parameters of {@link BulkRevocationCall} to people. */
@Schema(name = "BulkRevocation", additionalProperties = AdditionalPropertiesValue.FALSE)
record BulkRevocationBody(
        @Schema(description = "Tokens with this claim user.", maxLength = 256)
        String user,

        @Schema(description = "Tokens with this claim tag.", maxLength = 256)
        String tag,

        @ArraySchema(minItems = 1, maxItems = 100,
                arraySchema = @Schema(description = "Tokens where they are used for these streams."),
                schema = @Schema(pattern = "^[A-Za-z0-9_-]{1,64}$"))
        List<String> streams,

        @Schema(description = "Tokens where they are used for a stream of this group.", format = "uuid")
        String groupid,

        @Schema(description = "All tokens of the organisation, if true; excludes the others.")
        boolean orgawide,

        @Schema(description = "Only tokens issued before, in UNIX seconds; not in the future. Default: now, the second"
                + " that runs included.")
        long issuedBefore,

        @Schema(description = "The first second at which they are good again, in UNIX seconds. Default: never.")
        long until,

        @Schema(description = "Only count what it would hit. Default: false.")
        boolean dryRun) {
    // @formatter:on
}
