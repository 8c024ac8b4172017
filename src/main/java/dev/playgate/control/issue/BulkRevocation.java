package dev.playgate.control.issue;

import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;

// @formatter:off
/** What a bulk revocation hit, or would. */
@Schema(name = "BulkRevocationResult")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record BulkRevocation(
        @Schema(description = "With which it is lifted; none of a dry run.")
        Optional<String> id,

        @Schema(description = "Tokens created here, not expired, that it hits in some use at least.")
        long tokens,

        @Schema(description = "Sessions that lately ran in the answering process that it ends.")
        long sessions,

        @Schema(description = "In UNIX seconds: tokens issued from then on are not hit.")
        long issuedBefore,

        boolean dryRun) {
    // @formatter:on
}
