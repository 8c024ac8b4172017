package dev.playgate.control.issue;

import java.util.List;

import org.springframework.http.HttpHeaders;

import dev.playgate.control.registry.ApiKeys;
import dev.playgate.stream.OrganisationId;

/** Who calls, by an API key in its header and nowhere else (security G2). */
final class ApiCredentials {

    static final String API_KEY = "X-BINTU-APIKEY";

    /** A user's session. None are given out so far, so that whoever sends one is refused. */
    private static final String BINTU_TOKEN = "X-BINTU-TOKEN";

    private final ApiKeys apiKeys;

    ApiCredentials(ApiKeys apiKeys) {
        this.apiKeys = apiKeys;
    }

    OrganisationId organisation(HttpHeaders headers) throws RefusedCallException {
        if (headers.containsHeader(BINTU_TOKEN)) {
            throw refused("The bintu token is not valid");
        }
        List<String> keys = headers.getOrDefault(API_KEY, List.of());
        if (keys.isEmpty()) {
            throw refused("Credentials required: header " + API_KEY);
        }
        if (keys.size() > 1) {
            throw refused("The header " + API_KEY + " must stand once");
        }
        return apiKeys.organisationOf(keys.getFirst()).orElseThrow(() -> refused("The API key is not valid"));
    }

    private static RefusedCallException refused(String answer) {
        return RefusedCallException.of(ErrorCode.CREDENTIALS, answer);
    }
}
