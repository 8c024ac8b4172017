package dev.playgate.control.issue;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

import dev.playgate.catalog.Catalog;
import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.catalog.Organisation;
import dev.playgate.control.api.Caller;
import dev.playgate.control.api.ErrorCode;
import dev.playgate.control.api.Parameters;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.stream.OrganisationId;
import dev.playgate.token.CompactToken;

/** Creates playback tokens for those who ask the API or the dashboard (product section 4). */
public final class TokenCreation {

    private static final Duration CATALOG_RETRY = Duration.ofSeconds(5);

    private final Catalog catalog;
    private final IssuePolicy policy;
    private final TokenIssuer issuer;
    private final InstantSource time;

    public TokenCreation(Catalog catalog, IssuePolicy policy, TokenIssuer issuer, InstantSource time) {
        this.catalog = catalog;
        this.policy = policy;
        this.issuer = issuer;
        this.time = time;
    }

    /** The token that the parameters of {@code POST /api/v1/splay} ask for; whether the role may is judged before. */
    public CompactToken create(Caller caller, Parameters body) throws RefusedCallException {
        return create(caller, Optional.empty(), body);
    }

    /** As well, one that is revoked when the session of the bintu token ends; refused when it has. */
    public CompactToken createForSession(Caller caller, String bintuToken, Parameters body)
            throws RefusedCallException {
        return create(caller, Optional.of(bintuToken), body);
    }

    private CompactToken create(Caller caller, Optional<String> session, Parameters body)
            throws RefusedCallException {
        OrganisationId id = caller.ownOrganisation();
        CatalogSnapshot snapshot = catalog.current()
                .orElseThrow(() -> RefusedCallException.unavailable(CATALOG_RETRY));
        Organisation organisation = snapshot.organisation(id)
                .orElseThrow(() -> RefusedCallException.of(ErrorCode.CREDENTIALS, "The API key is not valid"));
        CreateCall call = CreateCall.of(body);
        return issuer.issue(call, id, policy.judge(call, organisation, snapshot, time.instant()), session,
                caller.actor());
    }
}
