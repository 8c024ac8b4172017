package dev.playgate.control.issue;

import java.util.List;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;

// @formatter:off
/** Describes the parameters of {@link CreateCall} to people; bodies are read strictly there, not into this. */
@Schema(name = "CreateToken", additionalProperties = AdditionalPropertiesValue.FALSE)
record CreateTokenBody(
        @ArraySchema(minItems = 1, maxItems = 100,
                arraySchema = @Schema(description = "Target: these streams of the organisation, by name.",
                        example = "[\"Demo1-live1\"]"),
                schema = @Schema(pattern = "^[A-Za-z0-9_-]{1,64}$"))
        List<String> streams,

        @Schema(description = "Target: every stream of this group of the organisation.", format = "uuid")
        String groupid,

        @Schema(description = "Target: every stream of the organisation, if true.")
        boolean orgawide,

        @Schema(description = "Not good before, in UNIX seconds. Default: now.")
        long nbf,

        @Schema(description = "The first second at which it is no longer good, in UNIX seconds: in the future, at most"
                + " 365 days from now. Of a revocable token: at most 24 hours from now, or from nbf where that is"
                + " later. Default: two weeks, if revocable 24 hours. An installation may set other limits.")
        long exp,

        @Schema(description = "The page's host: exact, or *. and a host for all that is below it. No public suffix.",
                example = "*.example.com")
        String domain,

        @Schema(description = "With domain: a request that shows no page is not refused. Default: false.")
        boolean domainOptional,

        @Schema(description = "The viewer's address or CIDR range, IPv4 or IPv6, or an array of 1 to 10 of them.",
                oneOf = {String.class, String[].class})
        Object ip,

        @Schema(description = "Who the token is for; identification only.", maxLength = 256)
        String user,

        @Schema(description = "One tag; tracking only.", maxLength = 256)
        String tag,

        @Schema(description = "Any JSON: carried in the token, readable by whoever has it, never judged.")
        Object cust,

        @Schema(description = "The token may be revoked. Default: false.")
        boolean revocable,

        @Schema(description = "Running sessions end at exp. Default: false.")
        boolean forceDisconnect,

        @Schema(description = "How many sessions of the token may run at once. Default: as many as the organisation"
                + " allows.", minimum = "1", maximum = "1000")
        int sessions) {
    // @formatter:on
}
