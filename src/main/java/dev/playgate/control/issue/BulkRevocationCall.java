package dev.playgate.control.issue;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.playgate.catalog.Label;
import dev.playgate.catalog.RevocationRule;
import dev.playgate.control.api.Parameters;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.stream.GroupId;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.StreamName;

/**
 * What {@code POST /api/v1/splay/revocations} asks for, well-formed; whose the streams are is not judged.
 *
 * @param streams in the order of the call
 * @param dryRun whether only is counted what it would hit
 */
record BulkRevocationCall(Optional<String> user, Optional<String> tag, List<StreamName> streams,
        Optional<GroupId> group, Instant issuedBefore, Optional<Instant> until, boolean dryRun) {

    static final Set<String> PARAMETERS = Set.of("user", "tag", "streams", "groupid", "orgawide", "issuedBefore",
            "until", "dryRun");

    BulkRevocationCall {
        streams = List.copyOf(streams);
    }

    static BulkRevocationCall of(Parameters body, Instant now) throws RefusedCallException {
        Parameters parameters = body.only(PARAMETERS);
        Optional<String> user = parameters.line("user");
        Optional<String> tag = parameters.line("tag");
        List<StreamName> streams = CreateCall.streams(parameters);
        Optional<GroupId> group = CreateCall.group(parameters);
        boolean selects = user.isPresent() || tag.isPresent() || !streams.isEmpty() || group.isPresent();
        if (parameters.flag("orgawide") == selects) {
            throw selects
                    ? RefusedCallException.invalid("orgawide excludes user, tag, streams and groupid")
                    : RefusedCallException.required("user, tag, streams, groupid or orgawide");
        }
        return new BulkRevocationCall(user, tag, streams, group, issuedBefore(parameters, now),
                until(parameters, now), parameters.flag("dryRun"));
    }

    /** A token says only the second in which it was issued; so far, this second is over when the next one begins. */
    private static Instant issuedBefore(Parameters parameters, Instant now) throws RefusedCallException {
        Instant latest = now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        Instant issuedBefore = parameters.time("issuedBefore").orElse(latest);
        if (issuedBefore.isAfter(latest)) {
            throw RefusedCallException.invalid("issuedBefore must not be in the future");
        }
        return issuedBefore;
    }

    private static Optional<Instant> until(Parameters parameters, Instant now) throws RefusedCallException {
        Optional<Instant> until = parameters.time("until");
        if (until.isPresent() && !until.get().isAfter(now)) {
            throw RefusedCallException.invalid("until must be in the future");
        }
        return until;
    }

    RevocationRule rule(OrganisationId organisation) {
        return new RevocationRule(organisation, UUID.randomUUID(),
                user.map(text -> Label.ofUser(organisation, text)), tag.map(text -> Label.ofTag(organisation, text)),
                Set.copyOf(streams), group, issuedBefore, until);
    }
}
