package dev.playgate.control.registry;

import java.util.Set;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import dev.playgate.control.api.ApiCalls;
import dev.playgate.control.api.ApiController;
import dev.playgate.control.api.ApiDescription;
import dev.playgate.control.api.Envelope;
import dev.playgate.control.api.ErrorCode;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;

/** Registry files by call. */
@RestController
@SecurityRequirement(name = ApiDescription.BINTU_TOKEN_SCHEME)
public final class RegistryController implements ApiController {

    private static final Set<MediaType> TYPES = Set.of(MediaType.APPLICATION_YAML, MediaType.TEXT_PLAIN);

    private final ApiCalls calls;
    private final RegistryImport registryImport;

    public RegistryController(ApiCalls calls, RegistryImport registryImport) {
        this.calls = calls;
        this.registryImport = registryImport;
    }

    /** How many organisations the file named. */
    private record Applied(int organisations) {}

    @Operation(summary = "Make the registry have what a registry file says: all of it, or nothing")
    @PostMapping("/api/v1/registry")
    Mono<ResponseEntity<Envelope>> apply(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.text(request, Role.OPERATOR, YamlDocument.MAXIMUM_SIZE, TYPES, (caller, text) -> {
            try {
                return new Applied(registryImport.apply(text, caller.actor()));
            } catch (InvalidRegistryException e) {
                throw RefusedCallException.of(ErrorCode.PARAMETER,
                        "The registry is refused: " + String.join("; ", e.faults()));
            }
        });
    }
}
