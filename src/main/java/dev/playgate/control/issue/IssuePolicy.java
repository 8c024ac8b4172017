package dev.playgate.control.issue;

import java.time.Instant;
import java.util.List;

import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.catalog.Organisation;
import dev.playgate.control.api.ErrorCode;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.stream.GroupId;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.Stream;
import dev.playgate.stream.StreamName;
import dev.playgate.stream.StreamState;
import dev.playgate.token.Scope;

/** Whether an organisation may have the token that it asks for: this target, this long (product sections 2 and 3). */
public final class IssuePolicy {

    private final TokenProperties limits;

    public IssuePolicy(TokenProperties limits) {
        this.limits = limits;
    }

    /** When the token is good, if there may be one. */
    Validity judge(CreateCall call, Organisation organisation, CatalogSnapshot catalog, Instant now)
            throws RefusedCallException {
        if (!organisation.isSecure()) {
            throw RefusedCallException.of(ErrorCode.CREDENTIALS,
                    "Upgrade needed: the organisation has not enabled the package secure");
        }
        switch (call.scope()) {
            case Scope.Streams _ -> requireOwn(call.streams(), organisation.id(), catalog);
            case Scope.Group(GroupId group) -> requireOwn(group, organisation.id(), catalog);
            case Scope.Organisation() -> {
                // All of its streams, those to come included.
            }
        }
        return Validity.of(call, limits, now);
    }

    /** A stream of another organisation is answered as one that does not exist. */
    static void requireOwn(List<StreamName> names, OrganisationId organisation, CatalogSnapshot catalog)
            throws RefusedCallException {
        for (int i = 0; i < names.size(); i++) {
            if (catalog.stream(names.get(i)).filter(stream -> isOwn(stream, organisation)).isEmpty()) {
                throw RefusedCallException.invalid("streams[" + i + "] is not a stream of this organisation");
            }
        }
    }

    static void requireOwn(GroupId group, OrganisationId organisation, CatalogSnapshot catalog)
            throws RefusedCallException {
        if (catalog.group(group).stream().noneMatch(stream -> isOwn(stream, organisation))) {
            throw RefusedCallException.invalid("groupid is not a stream group of this organisation");
        }
    }

    private static boolean isOwn(Stream stream, OrganisationId organisation) {
        return stream.organisation().equals(organisation) && stream.state() != StreamState.DELETED;
    }
}
