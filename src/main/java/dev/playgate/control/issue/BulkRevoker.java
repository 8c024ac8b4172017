package dev.playgate.control.issue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.playgate.catalog.Catalog;
import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.catalog.RevocationRule;
import dev.playgate.control.api.Caller;
import dev.playgate.control.api.ErrorCode;
import dev.playgate.control.api.Parameters;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.registry.IssuedTokenStore;
import dev.playgate.control.registry.RevocationStore;
import dev.playgate.policy.KnownSessions;
import dev.playgate.stream.OrganisationId;

/** Revokes all tokens of the caller's organisation that a selector names, or says how many it were. */
public final class BulkRevoker {

    private static final Duration CATALOG_RETRY = Duration.ofSeconds(5);

    private final Catalog catalog;
    private final RevocationStore revocations;
    private final IssuedTokenStore issued;
    private final KnownSessions sessions;

    /** @param sessions those of this process */
    public BulkRevoker(Catalog catalog, RevocationStore revocations, IssuedTokenStore issued,
            KnownSessions sessions) {
        this.catalog = catalog;
        this.revocations = revocations;
        this.issued = issued;
        this.sessions = sessions;
    }

    /** Does what {@code POST /api/v1/splay/revocations} does with this body. */
    public BulkRevocation revoke(Caller caller, Parameters body, Instant now) throws RefusedCallException {
        OrganisationId organisation = caller.ownOrganisation();
        BulkRevocationCall call = BulkRevocationCall.of(body, now);
        CatalogSnapshot snapshot = catalog.current()
                .orElseThrow(() -> RefusedCallException.unavailable(CATALOG_RETRY));
        IssuePolicy.requireOwn(call.streams(), organisation, snapshot);
        if (call.group().isPresent()) {
            IssuePolicy.requireOwn(call.group().get(), organisation, snapshot);
        }
        RevocationRule rule = call.rule(organisation);
        long tokens = issued.countHit(rule, now);
        long running = sessions.countHit(rule, now);
        if (!call.dryRun() && !revocations.add(rule, caller.actor())) {
            throw RefusedCallException.of(ErrorCode.CONFLICT,
                    "There are " + RevocationStore.MAXIMUM_RULES + " bulk revocations; lift some first");
        }
        return new BulkRevocation(call.dryRun() ? Optional.empty() : Optional.of(rule.id().toString()), tokens,
                running, rule.issuedBefore().getEpochSecond(), call.dryRun());
    }
}
