package dev.playgate.edge;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

import dev.playgate.policy.Credentials;
import dev.playgate.stream.Medium;
import dev.playgate.stream.PlayoutForm;
import dev.playgate.stream.TargetParser;
import dev.playgate.stream.TicketPlace;
import dev.playgate.viewer.IpRange;
import dev.playgate.viewer.TrustedProxies;

/**
 * {@code playgate.playout}: what viewers may ask and how.
 *
 * @param forms the playout forms; none: nothing is proxied
 * @param credentialParameters query parameters that carry a playback token
 * @param cookies cookies that carry one
 * @param deniedStatus HTTP status of a denial: 403 or 401
 * @param trustedProxies addresses and CIDR ranges whose {@code X-Forwarded-For} is believed (security D1)
 * @param corsOrigins the web origins that may read answers and send cookies; empty: all may read
 * @param maximumPlaylist the longest playlist that is rewritten
 */
public record PlayoutProperties(List<Form> forms, List<String> credentialParameters, List<String> cookies,
        int deniedStatus, List<String> trustedProxies, List<String> corsOrigins, DataSize maximumPlaylist) {

    /**
     * One of {@code playgate.playout.forms}; see {@link PlayoutForm}.
     *
     * @param path what the path starts with
     * @param streamParameter absent: the path names the stream
     * @param origin one, or several that serve alike
     * @param source absent: no {@code url} is sent
     * @param tickets absent: in the query
     */
    public record Form(String path, @Nullable String streamParameter, Medium medium, List<URI> origin,
            @Nullable String source, @Nullable TicketPlace tickets) {

        PlayoutForm toPlayoutForm() {
            return new PlayoutForm(path, Optional.ofNullable(streamParameter), medium, origin,
                    Optional.ofNullable(source), Objects.requireNonNullElse(tickets, TicketPlace.QUERY));
        }
    }

    /** Throws {@link IllegalArgumentException} that names all faults. */
    public PlayoutProperties {
        List<String> faults = new ArrayList<>();
        List<PlayoutForm> valid = new ArrayList<>();
        for (Form form : forms) {
            try {
                valid.add(form.toPlayoutForm());
            } catch (IllegalArgumentException e) {
                faults.add("forms: " + e.getMessage());
            }
        }
        for (String proxy : trustedProxies) {
            if (IpRange.parse(proxy).isEmpty()) {
                faults.add("trusted-proxies: an entry is neither an address nor a CIDR range: " + proxy);
            }
        }
        if (credentialParameters.isEmpty()) {
            faults.add("credential-parameters is empty: no player could send a token");
        }
        if (cookies.contains(Credentials.TICKET_COOKIE)) {
            faults.add("cookies: " + Credentials.TICKET_COOKIE + " is the cookie of tickets");
        }
        if (deniedStatus != 403 && deniedStatus != 401) {
            faults.add("denied-status is neither 403 nor 401");
        }
        if (maximumPlaylist.toBytes() < 1024 || maximumPlaylist.toBytes() > 64 << 20) {
            faults.add("maximum-playlist is not between 1 KB and 64 MB");
        }
        try {
            parser(valid, credentialParameters);
        } catch (IllegalArgumentException e) {
            faults.add(e.getMessage());
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
        forms = List.copyOf(forms);
        credentialParameters = List.copyOf(credentialParameters);
        cookies = List.copyOf(cookies);
        trustedProxies = List.copyOf(trustedProxies);
        corsOrigins = List.copyOf(corsOrigins);
    }

    /** The same for a process that proxies nothing. */
    public PlayoutProperties withoutForms() {
        return withForms(List.of());
    }

    /** The same with other forms. */
    public PlayoutProperties withForms(List<Form> others) {
        return new PlayoutProperties(others, credentialParameters, cookies, deniedStatus, trustedProxies,
                corsOrigins, maximumPlaylist);
    }

    TargetParser targetParser() {
        return parser(playoutForms(), credentialParameters);
    }

    private static TargetParser parser(List<PlayoutForm> forms, List<String> credentialParameters) {
        return new TargetParser(forms, withTicket(credentialParameters));
    }

    /** Query parameters that carry a token or a session ticket. */
    public List<String> tokenAndTicketParameters() {
        return withTicket(credentialParameters);
    }

    private static List<String> withTicket(List<String> credentialParameters) {
        return Stream.concat(credentialParameters.stream(), Stream.of(SessionChildren.TICKET_PARAMETER)).toList();
    }

    List<PlayoutForm> playoutForms() {
        return forms.stream().map(Form::toPlayoutForm).toList();
    }

    /** Those of {@code trustedProxies}. */
    public TrustedProxies proxies() {
        return new TrustedProxies(trustedProxies.stream().map(IpRange::parse).flatMap(Optional::stream).toList());
    }
}
