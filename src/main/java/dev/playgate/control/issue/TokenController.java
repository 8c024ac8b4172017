package dev.playgate.control.issue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import io.swagger.v3.oas.annotations.Parameter;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import dev.playgate.control.api.ApiCalls;
import dev.playgate.control.api.ApiController;
import dev.playgate.control.api.Envelope;
import dev.playgate.control.api.Parameters;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.policy.Gatekeeper;
import dev.playgate.policy.TokenJudgement;
import dev.playgate.token.CompactToken;
import dev.playgate.viewer.IpAddress;

/** Creates and verifies playback tokens (product section 4). */
@RestController
public final class TokenController implements ApiController {

    private final ApiCalls calls;
    private final TokenCreation creation;
    private final Gatekeeper gatekeeper;
    private final InstantSource time;

    /** A controller over the parts that the edge uses too, so that what it says of a token is what the edge says. */
    public TokenController(ApiCalls calls, TokenCreation creation, Gatekeeper gatekeeper, InstantSource time) {
        this.calls = calls;
        this.creation = creation;
        this.gatekeeper = gatekeeper;
        this.time = time;
    }

    @DescribesCreation
    @PostMapping("/api/v1/splay")
    Mono<ResponseEntity<Envelope>> create(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.call(request, Role.USER, (caller, body) -> new Token(creation.create(caller, body).text()));
    }

    @DescribesVerification
    @PostMapping("/api/v1/splay/verify")
    Mono<ResponseEntity<Envelope>> verify(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.open(request, (source, body) -> new Token(verify(body, source, time.instant()).text()));
    }

    private CompactToken verify(Parameters body, Optional<IpAddress> source, Instant now)
            throws RefusedCallException {
        VerifyCall call = VerifyCall.of(body);
        return switch (gatekeeper.judge(call.token().text(), source, now)) {
            case TokenJudgement.InForce _ -> call.token();
            case TokenJudgement.Refused(var reason) -> throw TokenVerdicts.answer(reason);
            case TokenJudgement.Unavailable(var _, var retryAfter) ->
                throw RefusedCallException.unavailable(retryAfter);
        };
    }
}
