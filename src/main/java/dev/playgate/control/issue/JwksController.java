package dev.playgate.control.issue;

import java.time.Duration;
import java.util.function.Supplier;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.playgate.control.api.ApiDescription;
import dev.playgate.token.SigningKeys;

/** Publishes the public halves of the keys that tokens are issued with (RFC 7517 section 5). */
@RestController
public final class JwksController {

    private static final Duration CACHED = Duration.ofMinutes(5);

    private final Supplier<SigningKeys> keys;

    /** Over the keys in force. */
    public JwksController(Supplier<SigningKeys> keys) {
        this.keys = keys;
    }

    @Operation(summary = "The public keys that verify what is issued here")
    @ApiResponse(responseCode = "200", description = "A JWK set.", content = @Content(mediaType = ApiDescription.JSON))
    @GetMapping("/.well-known/jwks.json")
    ResponseEntity<String> keys() {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.maxAge(CACHED).cachePublic()).header("Referrer-Policy", "no-referrer")
                .body(keys.get().publicJwkSet());
    }
}
