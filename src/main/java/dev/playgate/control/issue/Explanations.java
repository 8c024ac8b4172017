package dev.playgate.control.issue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import dev.playgate.control.api.Caller;
import dev.playgate.control.api.Parameters;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.policy.Asker;
import dev.playgate.policy.Explanation;
import dev.playgate.policy.Gatekeeper;
import dev.playgate.policy.TokenJudgement;
import dev.playgate.stream.OrganisationId;
import dev.playgate.token.CompactToken;
import dev.playgate.viewer.IpAddress;

/** Tells of tokens and of made-up playouts what the edge would say of them. */
public final class Explanations {

    private final Gatekeeper gatekeeper;
    private final InstantSource time;

    /** Over the gatekeeper that decides on playouts. */
    public Explanations(Gatekeeper gatekeeper, InstantSource time) {
        this.gatekeeper = gatekeeper;
        this.time = time;
    }

    /** What is said of a token by itself; what does not verify counts against the address (security F4). */
    public TokenJudgement judge(CompactToken token, Optional<IpAddress> source) {
        return gatekeeper.judge(token.text(), source, time.instant());
    }

    /** What is said of the request that the parameters of {@code POST /api/v1/splay/explain} make up. */
    public ExplainedDecision explain(Caller caller, Parameters body) throws RefusedCallException {
        Instant now = time.instant();
        OrganisationId organisation = caller.ownOrganisation();
        ExplainCall call = ExplainCall.of(body, now);
        Explanation explanation = gatekeeper.explain(call.request(), organisation, new Asker(caller.address(), now));
        if (explanation.right().isPresent() && !explanation.right().get().organisation().equals(organisation)) {
            throw TokenVerdicts.ofAnother();
        }
        return ExplainedDecision.of(explanation);
    }
}
