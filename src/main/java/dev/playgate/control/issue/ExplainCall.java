package dev.playgate.control.issue;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.playgate.control.api.Parameters;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.policy.PlayoutRequest;
import dev.playgate.stream.CredentialText;
import dev.playgate.stream.CredentialText.Place;
import dev.playgate.stream.Medium;
import dev.playgate.stream.PlayoutForm;
import dev.playgate.stream.PlayoutTarget;
import dev.playgate.stream.StreamName;
import dev.playgate.viewer.IpAddress;
import dev.playgate.viewer.PageEvidence;

/** What {@code POST /api/v1/splay/explain} asks: a request that nobody made. */
record ExplainCall(PlayoutRequest request) {

    static final Set<String> PARAMETERS = Set.of("token", "stream", "ip", "page", "time");

    /** Of a target, decisions look at the stream's name alone. */
    private static final PlayoutForm FORM = new PlayoutForm("/explain/", Optional.empty(), Medium.HLS,
            URI.create("http://localhost"), Optional.empty());

    static ExplainCall of(Parameters body, Instant now) throws RefusedCallException {
        Parameters parameters = body.only(PARAMETERS);
        StreamName stream = parameters
                .parsed("stream", name -> Optional.of(new StreamName(name)), "a stream name")
                .orElseThrow(() -> RefusedCallException.required("stream"));
        List<CredentialText> credentials = parameters.string("token").stream()
                .map(token -> new CredentialText(token, Place.QUERY)).toList();
        Optional<IpAddress> address = parameters.parsed("ip", IpAddress::parse, "an IPv4 or IPv6 address");
        List<String> page = parameters.string("page").stream().toList();
        PlayoutTarget target = new PlayoutTarget(FORM, stream, "/explain/" + stream + "/", "", credentials);
        return new ExplainCall(new PlayoutRequest(target, credentials, PageEvidence.of(List.of(), page), address,
                parameters.time("time").orElse(now)));
    }
}
