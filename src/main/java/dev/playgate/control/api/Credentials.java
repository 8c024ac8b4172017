package dev.playgate.control.api;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

import dev.playgate.control.registry.AccountStore;
import dev.playgate.control.registry.Actor;
import dev.playgate.control.registry.ApiKeyStore;
import dev.playgate.stream.OrganisationId;

/** Finds out who calls, by an API key or a bintu token in its header and nowhere else (security G2). */
final class Credentials {

    static final String API_KEY = "X-BINTU-APIKEY";
    static final String BINTU_TOKEN = "X-BINTU-TOKEN";

    /** With which an operator names the organisation that the call is about. */
    static final String ORGANISATION = "organisation";

    private final ApiKeyStore apiKeys;
    private final AccountStore accounts;
    private final InstantSource time;

    Credentials(ApiKeyStore apiKeys, AccountStore accounts, InstantSource time) {
        this.apiKeys = apiKeys;
        this.accounts = accounts;
        this.time = time;
    }

    Caller caller(ServerHttpRequest request, String source) throws RefusedCallException {
        Optional<String> apiKey = single(request.getHeaders(), API_KEY);
        Optional<String> token = single(request.getHeaders(), BINTU_TOKEN);
        if (apiKey.isPresent() && token.isPresent()) {
            throw refused("The headers " + API_KEY + " and " + BINTU_TOKEN + " exclude each other");
        }
        Optional<OrganisationId> named = named(request);
        Caller caller = caller(apiKey, token, source);
        if (caller.role() == Role.OPERATOR) {
            if (named.isPresent() && !accounts.isOrganisation(named.get())) {
                throw RefusedCallException.unknown(ORGANISATION);
            }
            return new Caller(caller.actor(), caller.role(), named, caller.account());
        }
        if (named.isPresent() && !named.equals(caller.organisation())) {
            throw refused("The parameter " + ORGANISATION + " is for operators");
        }
        return caller;
    }

    private Caller caller(Optional<String> apiKey, Optional<String> token, String source)
            throws RefusedCallException {
        if (apiKey.isPresent()) {
            return byApiKey(apiKey.get(), source).orElseThrow(() -> refused("The API key is not valid"));
        }
        if (token.isPresent()) {
            return byToken(token.get(), source).orElseThrow(() -> refused("The bintu token is not valid"));
        }
        throw refused("Credentials required: header " + API_KEY + " or " + BINTU_TOKEN);
    }

    private Optional<Caller> byApiKey(String key, String source) {
        Optional<ApiKeyStore.Known> known = apiKeys.find(key);
        known.ifPresent(found -> apiKeys.noteUse(found, time.instant()));
        return known.map(found -> new Caller(new Actor("key:" + found.name(), source), Role.ADMIN,
                Optional.of(found.organisation()), Optional.empty()));
    }

    Optional<Caller> byToken(String text, String source) {
        return accounts.bySession(text, time.instant())
                .flatMap(account -> Role.of(account.role())
                        .map(role -> new Caller(new Actor("user:" + account.email(), source), role,
                                account.organisation(), Optional.of(account.id()))));
    }

    private static Optional<OrganisationId> named(ServerHttpRequest request) throws RefusedCallException {
        List<String> named = request.getQueryParams().getOrDefault(ORGANISATION, List.of());
        try {
            return named.size() == 1 ? Optional.of(OrganisationId.of(named.getFirst())) : Optional.empty();
        } catch (IllegalArgumentException e) {
            throw RefusedCallException.invalid(ORGANISATION + " must be a UUID in lower case");
        }
    }

    static Optional<String> single(HttpHeaders headers, String name) throws RefusedCallException {
        List<String> values = headers.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw refused("The header " + name + " must stand once");
        }
        return values.stream().findFirst();
    }

    private static RefusedCallException refused(String answer) {
        return RefusedCallException.of(ErrorCode.CREDENTIALS, answer);
    }
}
