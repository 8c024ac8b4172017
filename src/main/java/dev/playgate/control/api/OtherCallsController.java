package dev.playgate.control.api;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Answers what is asked under the API's paths and is no call of it: in its envelope, and never by an origin. */
@Hidden
@RestController
public final class OtherCallsController {

    private static final String API = "/api/**";
    private static final String GUARDIAN = "/guardian/**";

    private final List<Call> calls;

    private record Call(PathPattern path, List<RequestMethod> methods) {}

    /**
     * Knows the calls of the API, to tell a wrong method from a wrong path.
     *
     * @param controllers those that have the calls
     */
    public OtherCallsController(List<? extends ApiController> controllers) {
        this.calls = controllers.stream()
                .flatMap(controller -> Arrays.stream(controller.getClass().getDeclaredMethods()))
                .flatMap(method -> Optional
                        .ofNullable(AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class)).stream())
                .flatMap(OtherCallsController::calls).toList();
    }

    private static Stream<Call> calls(RequestMapping mapping) {
        return Arrays.stream(mapping.path()).map(
                path -> new Call(PathPatternParser.defaultInstance.parse(path), List.of(mapping.method())));
    }

    // A mapping that names methods wins over one that does not. OPTIONS is answered by the framework where it is not
    // named.
    @RequestMapping({API, GUARDIAN})
    ResponseEntity<Envelope> other(ServerHttpRequest request) {
        TreeSet<String> allowed = new TreeSet<>();
        calls.stream().filter(call -> call.path().matches(request.getPath().pathWithinApplication()))
                .forEach(call -> call.methods().forEach(method -> allowed.add(method.name())));
        if (allowed.isEmpty()) {
            return ApiAnswers.failure(RefusedCallException.of(ErrorCode.CALL_UNKNOWN, "There is no such call"));
        }
        String methods = String.join(", ", allowed);
        ResponseEntity<Envelope> answer = ApiAnswers.failure(
                RefusedCallException.of(ErrorCode.METHOD_NOT_ALLOWED, "The method must be " + methods));
        return ResponseEntity.status(answer.getStatusCode()).headers(answer.getHeaders())
                .header(HttpHeaders.ALLOW, methods).body(answer.getBody());
    }

    @RequestMapping(path = {API, GUARDIAN}, method = RequestMethod.OPTIONS)
    ResponseEntity<Envelope> options(ServerHttpRequest request) {
        return other(request);
    }
}
