package dev.playgate.control.issue;

import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;

import dev.playgate.policy.Outage;
import dev.playgate.policy.PastDecision;
import dev.playgate.policy.Refusal;
import dev.playgate.stream.OrganisationId;
import dev.playgate.viewer.IpAddress;

// @formatter:off
/** A decision behind the request id of a viewer's error. */
@Schema(name = "Decision")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record FoundDecision(
        String requestId,

        @Schema(description = "In UNIX seconds.")
        long time,

        @Schema(allowableValues = {"refused", "unavailable"})
        String decision,

        @Schema(description = "The error that the viewer's answer had.")
        String reason,

        String stream,

        @Schema(description = "Of a genuine token or session ticket of the organisation.")
        Optional<String> jti,

        Optional<String> user,

        @Schema(description = "The viewer's.")
        Optional<String> address,

        @Schema(description = "The host of the page that played.")
        Optional<String> page) {
    // @formatter:on

    /** As the organisation may see it: without the token of another. */
    static FoundDecision of(String requestId, PastDecision decision, OrganisationId organisation) {
        Optional<PastDecision.Holder> holder = decision.holder()
                .filter(present -> present.organisation().equals(organisation));
        String outcome = switch (decision.reason()) {
            case Refusal _ -> "refused";
            case Outage _ -> "unavailable";
        };
        return new FoundDecision(requestId, decision.time().getEpochSecond(), outcome, decision.reason().wireName(),
                decision.stream().value(), holder.map(PastDecision.Holder::jti),
                holder.flatMap(PastDecision.Holder::user), decision.address().map(IpAddress::toString),
                decision.page());
    }
}
