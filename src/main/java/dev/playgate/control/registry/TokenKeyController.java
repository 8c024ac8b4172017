package dev.playgate.control.registry;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import dev.playgate.catalog.OwnKeys;
import dev.playgate.control.api.ApiCalls;
import dev.playgate.control.api.ApiController;
import dev.playgate.control.api.ApiDescription;
import dev.playgate.control.api.Caller;
import dev.playgate.control.api.Envelope;
import dev.playgate.control.api.NoContent;
import dev.playgate.control.api.Parameters;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.stream.OrganisationId;
import dev.playgate.token.JwkSets;
import dev.playgate.token.KeyMaterialException;

/** An organisation's own public keys, for tokens that it signs itself. */
@RestController
@SecurityRequirement(name = ApiDescription.API_KEY_SCHEME)
@SecurityRequirement(name = ApiDescription.BINTU_TOKEN_SCHEME)
public final class TokenKeyController implements ApiController {

    private final ApiCalls calls;
    private final TokenKeyStore keys;
    private final TokenKeyFetch fetch;

    public TokenKeyController(ApiCalls calls, TokenKeyStore keys, TokenKeyFetch fetch) {
        this.calls = calls;
        this.keys = keys;
        this.fetch = fetch;
    }

    @Operation(summary = "The organisation's own public keys: a JWK set's keys, or a URL that has a JWK set")
    @PutMapping("/api/v1/organisation/token-keys")
    Mono<ResponseEntity<Envelope>> put(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.call(request, Role.ADMIN, this::put);
    }

    private NoContent put(Caller caller, Parameters body) throws RefusedCallException {
        OrganisationId organisation = caller.ownOrganisation();
        Optional<String> issuer = body.only(Set.of("issuer", "keys", "url")).parsed("issuer", Texts::line, Texts.LINE);
        if (body.has("keys") == body.has("url")) {
            throw RefusedCallException.required("keys or url, and not both");
        }
        Optional<URI> url = body.parsed("url", fetch::admit, StrangersUrl.expected());
        String jwkSet = url.isPresent() ? fetched(url.get()) : uploaded(body);
        if (!keys.put(organisation, new OwnKeys(issuer, jwkSet), url, caller.actor())) {
            throw RefusedCallException.unknown("organisation");
        }
        return NoContent.DONE;
    }

    private static String uploaded(Parameters body) throws RefusedCallException {
        String jwkSet = "{\"keys\":" + body.json("keys").orElse("null") + "}";
        try {
            JwkSets.parse(jwkSet);
            return jwkSet;
        } catch (KeyMaterialException e) {
            throw RefusedCallException.invalid("keys: " + e.getMessage());
        }
    }

    private String fetched(URI url) throws RefusedCallException {
        try {
            return fetch.fetch(url);
        } catch (KeyMaterialException e) {
            throw RefusedCallException.invalid("url has keys that are not admitted: " + e.getMessage());
        } catch (IOException e) {
            throw RefusedCallException.invalid("url " + e.getMessage());
        }
    }

    @Operation(summary = "The organisation has no keys of its own from now on")
    @DeleteMapping("/api/v1/organisation/token-keys")
    Mono<ResponseEntity<Envelope>> delete(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.query(request, Role.ADMIN, caller -> {
            keys.remove(caller.ownOrganisation(), caller.actor());
            return NoContent.DONE;
        });
    }
}
