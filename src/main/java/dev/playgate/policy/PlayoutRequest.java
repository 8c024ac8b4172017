package dev.playgate.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.playgate.stream.CredentialText;
import dev.playgate.stream.PlayoutTarget;
import dev.playgate.viewer.IpAddress;
import dev.playgate.viewer.PageEvidence;

/**
 * The facts of a playout request.
 *
 * @param credentials all that it carries, as {@link Credentials#gather} finds them
 * @param address empty when a trusted proxy did not say it in a form that can be read (security D2)
 * @param now read once (security E3)
 */
public record PlayoutRequest(PlayoutTarget target, List<CredentialText> credentials, PageEvidence page,
        Optional<IpAddress> address, Instant now) {

    public PlayoutRequest {
        credentials = List.copyOf(credentials);
    }

    /** The same at another time. */
    PlayoutRequest at(Instant time) {
        return new PlayoutRequest(target, credentials, page, address, time);
    }
}
